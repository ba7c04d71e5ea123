package polystore.stores;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stand-in for MongoDB as a separate process, so that it can be supervised and restarted like a real one.
public final class MongoStandInProcess {
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private MongoStandInProcess() {}

    public static void main(String[] arguments) {
        var pem = arguments.length > 2 ? Path.of(arguments[2]) : null;
        var server = MongoStandIn.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), pem);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-stand-in"));
    }

    /// Starts the process and waits until it accepts connections.
    ///
    /// @param java the `java` command with its options and class path
    /// @param certificate for TLS, which every connection must then use; null for none
    public static RunningServer start(
            List<String> java, Path folder, int port, ProcessFiles files, @Nullable LoopbackCertificate certificate) {
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                MongoStandInProcess.class.getName(), folder.resolve("data.mv").toString(), Integer.toString(port)));
        if (certificate != null) {
            command.add(certificate.pem().toString());
        }
        var server = ServerProcess.start(command, folder, Map.of(), files);
        server.await("The stand-in for MongoDB", () -> Loopback.listens(port), START_MAX);
        return server;
    }
}
