package polystore.command.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClients;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Tests a user and password once, so that a wrong password is reported as such and not as a timeout.
final class MongoSignIn {
    private static final int ANSWER_MAX_SECONDS = 3;
    private static final int AUTHENTICATION_FAILED = 18;

    private MongoSignIn() {}

    /// The reason why the server refuses the user of this URI; empty when it accepts the user or does not answer.
    static Optional<String> refusal(String uri) {
        var address = new ConnectionString(uri);
        var settings = MongoClientSettings.builder()
                .applyConnectionString(address)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(ANSWER_MAX_SECONDS, TimeUnit.SECONDS))
                .build();
        try (var client = MongoClients.create(settings)) {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return Optional.empty();
        } catch (MongoSecurityException e) {
            return Optional.of(said(address, e));
        } catch (MongoException e) {
            // The services wait for a server that is not reachable yet.
            return Optional.empty();
        }
    }

    static String said(ConnectionString address, MongoSecurityException refused) {
        var server = "The MongoDB at " + String.join(",", address.getHosts());
        return wrongPassword(refused)
                ? server + " refuses the user " + address.getUsername() + ": wrong user or password in MONGODB_URI"
                : server + " cannot sign in the user " + address.getUsername() + ": " + refused.getMessage();
    }

    static boolean wrongPassword(MongoSecurityException refused) {
        return refused.getCause() instanceof MongoCommandException command
                && command.getErrorCode() == AUTHENTICATION_FAILED;
    }
}
