package polystore.command.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import polystore.command.home.Secrets;
import polystore.stores.Credentials;

/// The users of our own `mongod`: an administrator, and per service one that owns its database and one that reads and
/// writes it.
///
/// @param mark exists once they were made; holds `users`, or `none` on a server that knows no users
record MongoUsers(Secrets secrets, String address, Path mark) implements Mongo.Addresses {
    private static final List<String> SERVICES = List.of("catalog", "analytics");
    private static final int COMMAND_NOT_FOUND = 59;
    private static final int ALREADY_EXISTS = 51003;
    /// There is an administrator already, so nobody is let in without a password any more.
    private static final int UNAUTHORIZED = 13;

    @Override
    public String application(String service) {
        return uri(service, service);
    }

    @Override
    public String owner(String service) {
        return uri(service + "_owner", service);
    }

    /// A client that may do everything; without a password until there are users. The caller closes it.
    MongoClient administrator() {
        var signIn = users() ? signIn(named("administrator")) : "";
        var uri = new ConnectionString("mongodb://" + signIn + address + "/admin?directConnection=true");
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(uri)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .build());
    }

    /// Makes the users that are missing. The administrator comes first and by MongoDB's exception for the first local
    /// client; everybody else is made by the administrator.
    void create() {
        if (Files.exists(mark)) {
            return;
        }
        var administrator = named("administrator");
        try (var client = administrator()) {
            user(client, "admin", administrator, "root");
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                throw e;
            }
            note("none");
            return;
        }
        try (var client =
                MongoClients.create("mongodb://" + signIn(administrator) + address + "/admin?directConnection=true")) {
            for (var service : SERVICES) {
                user(client, service, named(service), "readWrite");
                user(client, service, named(service + "_owner"), "dbOwner");
            }
        }
        note("users");
    }

    private static void user(MongoClient client, String database, Credentials credentials, String role) {
        var command = new Document("createUser", credentials.user())
                .append("pwd", credentials.password())
                .append("roles", List.of(new Document("role", role).append("db", database)));
        try {
            client.getDatabase(database).runCommand(command);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != ALREADY_EXISTS && e.getErrorCode() != UNAUTHORIZED) {
                throw e;
            }
        }
    }

    private String uri(String user, String database) {
        return users()
                ? "mongodb://" + signIn(named(user)) + address + "/" + database + "?replicaSet=" + Mongod.REPLICA_SET
                : "mongodb://" + address + "/" + database;
    }

    private Credentials named(String user) {
        return new Credentials(user, secrets.user("mongodb-" + user).password());
    }

    private boolean users() {
        try {
            return Files.exists(mark) && Files.readString(mark).strip().equals("users");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + mark, e);
        }
    }

    private void note(String what) {
        try {
            Files.writeString(mark, what + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + mark, e);
        }
    }

    private static String signIn(Credentials credentials) {
        return credentials.user() + ":" + credentials.password() + "@";
    }
}
