package polystore.command.mongodb;

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

/// The users of the `mongod` that the stack starts: an administrator, and per service the owner of its database, who
/// migrates it, and the application, which reads and writes its collections.
///
/// @param mark file that exists once the users were created; contains `none` for a server without users
record MongoUsers(Secrets secrets, String address, Path mark, boolean encrypted) implements Mongo.Addresses {
    private static final List<String> SERVICES = List.of("catalog", "analytics");
    /// The migrate step grants its rights per collection.
    private static final String APPLICATION_ROLE = "application";
    /// Older versions wrote `users`, before the role existed.
    private static final String MADE = "users with the role " + APPLICATION_ROLE;
    private static final String NONE = "none";

    private static final int COMMAND_NOT_FOUND = 59;
    private static final int USER_EXISTS = 51003;
    private static final int ROLE_EXISTS = 51002;
    /// An administrator exists already, so a connection without a password is refused.
    private static final int UNAUTHORIZED = 13;

    @Override
    public String application(String service) {
        return uri(service, service);
    }

    @Override
    public String owner(String service) {
        return uri(service + "_owner", service);
    }

    /// A client with all rights, without a password until the users are created. The caller closes it.
    MongoClient administrator() {
        var signIn = hasUsers() ? signIn(named("administrator")) : "";
        var uri = new ConnectionString("mongodb://" + signIn + address + "/admin?directConnection=true" + tls());
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(uri)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .build());
    }

    /// Creates the missing users and gives all of them their role. The administrator is created first, by MongoDB's
    /// localhost exception; the others are created by the administrator.
    void create() {
        var made = made();
        if (made.equals(MADE) || made.equals(NONE)) {
            return;
        }
        var administrator = named("administrator");
        try (var client = administrator()) {
            put(client, "admin", createUser(administrator, "root", "admin"));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                throw e;
            }
            write(NONE);
            return;
        }
        try (var client = MongoClients.create(
                "mongodb://" + signIn(administrator) + address + "/admin?directConnection=true" + tls())) {
            for (var service : SERVICES) {
                commands(service, named(service), named(service + "_owner"))
                        .forEach(command -> put(client, service, command));
            }
        }
        write(MADE);
    }

    /// MongoDB's own name for reading the certificate's file again.
    void rotateCertificates() {
        try (var client = administrator()) {
            client.getDatabase("admin").runCommand(new Document("rotateCertificates", 1));
        }
    }

    /// The commands that create the role and the users of a service, in its database.
    static List<Document> commands(String service, Credentials application, Credentials owner) {
        return List.of(
                new Document("createRole", APPLICATION_ROLE)
                        .append("privileges", List.of())
                        .append("roles", List.of()),
                createUser(application, APPLICATION_ROLE, service),
                createUser(owner, "dbOwner", service));
    }

    private static Document createUser(Credentials credentials, String role, String database) {
        return new Document("createUser", credentials.user())
                .append("pwd", credentials.password())
                .append("roles", List.of(new Document("role", role).append("db", database)));
    }

    /// An existing user is updated to this password and role; an existing role keeps the rights that migrations
    /// granted.
    private static void put(MongoClient client, String database, Document command) {
        try {
            client.getDatabase(database).runCommand(command);
        } catch (MongoCommandException e) {
            switch (e.getErrorCode()) {
                case USER_EXISTS -> client.getDatabase(database).runCommand(updateUser(command));
                case ROLE_EXISTS, UNAUTHORIZED -> {}
                default -> throw e;
            }
        }
    }

    private static Document updateUser(Document createUser) {
        var update = new Document("updateUser", createUser.getString("createUser"));
        update.putAll(createUser);
        update.remove("createUser");
        return update;
    }

    private String uri(String user, String database) {
        return hasUsers()
                ? "mongodb://" + signIn(named(user)) + address + "/" + database + "?replicaSet=" + ReplicaSet.NAME
                        + tls()
                : "mongodb://" + address + "/" + database + (encrypted ? "?tls=true" : "");
    }

    private String tls() {
        return encrypted ? "&tls=true" : "";
    }

    private Credentials named(String user) {
        return new Credentials(user, secrets.user("mongodb-" + user).password());
    }

    private boolean hasUsers() {
        return made().startsWith("users");
    }

    /// Empty before the users are created.
    private String made() {
        try {
            return Files.exists(mark) ? Files.readString(mark).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + mark, e);
        }
    }

    private void write(String state) {
        try {
            Files.writeString(mark, state + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + mark, e);
        }
    }

    private static String signIn(Credentials credentials) {
        return credentials.user() + ":" + credentials.password() + "@";
    }
}
