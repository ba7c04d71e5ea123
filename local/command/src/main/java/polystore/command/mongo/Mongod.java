package polystore.command.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import polystore.command.home.Secrets;
import polystore.stores.RunningServer;
import polystore.stores.ServerProcess;
import polystore.stores.Traces;

/// A real `mongod` as a replica set of one, with users.
///
/// A replica set, because transactions and change streams exist only there.
///
/// @param data its folder; one per kind of server, never shared
record Mongod(Path program, Path data, int port) {
    static final String REPLICA_SET = "polystore";

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int ALREADY_INITIALIZED = 23;
    /// A start was cut off after the administrator was made: whoever made him had initiated the set.
    private static final int UNAUTHORIZED = 13;
    private static final int COMMAND_NOT_FOUND = 59;

    String address() {
        return "127.0.0.1:" + port;
    }

    /// Exists once the users were made; before that MongoDB lets a local client in without a password, once.
    Path usersMark() {
        return data.resolve("polystore-users");
    }

    RunningServer start(Traces traces, MongoUsers users) {
        var server = ServerProcess.start(command(), data, Map.of(), traces);
        server.await("mongod", () -> ready(users), START_MAX);
        return server;
    }

    private List<String> command() {
        return List.of(
                program.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--replSet",
                REPLICA_SET,
                "--keyFile",
                keyFile().toString(),
                "--wiredTigerCacheSizeGB",
                "0.25",
                "--oplogSize",
                "256");
    }

    /// Members of a replica set know each other by this file; a set of one needs it too as soon as there are users.
    private Path keyFile() {
        var file = data.resolve("polystore.keyfile");
        try {
            Files.createDirectories(data);
            if (!Files.exists(file)) {
                Secrets.write(file, new Secrets(data).key("member"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /// Asked again and again until the set has a primary and the users are there.
    private boolean ready(MongoUsers users) {
        try (var client = users.administrator()) {
            if (initiated(client) && !primary(client)) {
                return false;
            }
        }
        users.create();
        return true;
    }

    private static boolean primary(MongoClient client) {
        var hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        return hello.getBoolean("isWritablePrimary", false);
    }

    /// False for a compatible server that has no replica sets.
    private boolean initiated(MongoClient client) {
        var member = new Document("_id", 0).append("host", address());
        var set = new Document("_id", REPLICA_SET).append("members", List.of(member));
        try {
            client.getDatabase("admin").runCommand(new Document("replSetInitiate", set));
            return true;
        } catch (MongoCommandException e) {
            return switch (e.getErrorCode()) {
                case ALREADY_INITIALIZED, UNAUTHORIZED -> true;
                case COMMAND_NOT_FOUND -> false;
                default -> throw e;
            };
        }
    }
}
