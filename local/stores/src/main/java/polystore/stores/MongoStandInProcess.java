package polystore.stores;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The stand-in for MongoDB as a separate process, so that it can be supervised and restarted like a real one.
public final class MongoStandInProcess {
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private MongoStandInProcess() {}

    public static void main(String[] arguments) {
        var server = MongoStandIn.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-stand-in"));
    }

    /// Starts the process and waits until it accepts connections.
    ///
    /// @param java the `java` command with its options and class path
    public static RunningServer start(List<String> java, Path folder, int port, ProcessFiles files) {
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                MongoStandInProcess.class.getName(), folder.resolve("data.mv").toString(), Integer.toString(port)));
        var server = ServerProcess.start(command, folder, Map.of(), files);
        server.await("The stand-in for MongoDB", () -> Loopback.listens(port), START_MAX);
        return server;
    }
}
