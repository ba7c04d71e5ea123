package polystore.command.mongo;

import com.mongodb.MongoSecurityException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import polystore.command.home.Secrets;
import polystore.stores.RunningServer;
import polystore.stores.ServerProcess;
import polystore.stores.StartRefusedException;
import polystore.stores.Traces;

/// A real `mongod` as a replica set of one, with users.
///
/// A replica set, because transactions and change streams exist only there.
///
/// @param data its folder; one per version, never shared
record Mongod(Path program, Path data, int port) {
    private static final Duration START_MAX = Duration.ofSeconds(60);

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
                ReplicaSet.NAME,
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
            var admin = client.getDatabase("admin");
            if (!new ReplicaSet(admin::runCommand, address()).ready()) {
                return false;
            }
        } catch (MongoSecurityException e) {
            if (MongoSignIn.wrongPassword(e)) {
                throw new StartRefusedException("MongoDB refuses the password of its administrator: the data in " + data
                        + " were made with other passwords than those in secrets/. Put those back, or forget the data by"
                        + " ./polystore down --wipe");
            }
            throw e;
        }
        users.create();
        return true;
    }
}
