package polystore.command.mongodb;

import com.mongodb.MongoSecurityException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.command.home.Secrets;
import polystore.stores.LoopbackCertificate;
import polystore.stores.ProcessFiles;
import polystore.stores.RunningServer;
import polystore.stores.ServerProcess;
import polystore.stores.StartRefusedException;

/// A `mongod` with users, as a replica set of one member.
///
/// A replica set, because transactions and change streams need one.
///
/// @param data folder of the data files, one per version
/// @param certificate for TLS, which every connection must then use; null for none
record Mongod(Path program, Path data, int port, @Nullable LoopbackCertificate certificate) {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    String address() {
        return "127.0.0.1:" + port;
    }

    /// Exists once the users are created; before that MongoDB accepts a local client without a password.
    static Path usersMark(Path data) {
        return data.resolve("polystore-users");
    }

    RunningServer start(ProcessFiles files, MongoUsers users) {
        var server = ServerProcess.start(command(), data, Map.of(), files);
        server.await("mongod", () -> ready(users), START_MAX);
        return server;
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(
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
                "256"));
        if (certificate != null) {
            command.addAll(List.of("--tlsMode", "requireTLS", "--tlsAllowConnectionsWithoutCertificates"));
            command.addAll(List.of("--tlsCertificateKeyFile", certificate.pem().toString()));
            command.addAll(List.of("--tlsCAFile", certificate.authority().toString()));
        }
        return command;
    }

    /// Members of a replica set authenticate each other by this file; with users, a set of one member needs it too.
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

    /// Called repeatedly until the set has a primary and the users exist.
    private boolean ready(MongoUsers users) {
        try (var client = users.administrator()) {
            var admin = client.getDatabase("admin");
            if (!new ReplicaSet(admin::runCommand, address()).ready()) {
                return false;
            }
        } catch (MongoSecurityException e) {
            if (MongoSignIn.wrongPassword(e)) {
                throw new StartRefusedException("MongoDB refuses the password of its administrator: the data in " + data
                        + " were created with other passwords than those in secrets/. Restore those, or delete the data"
                        + " with ./polystore down --wipe");
            }
            throw e;
        }
        users.create();
        return true;
    }
}
