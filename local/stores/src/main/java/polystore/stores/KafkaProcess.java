package polystore.stores;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// The broker as a separate process, because Kafka ends its JVM when the disk is full.
public final class KafkaProcess {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private KafkaProcess() {}

    public static void main(String[] arguments) {
        try {
            run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(KafkaProcess.class.getName()).log(System.Logger.Level.ERROR, "Kafka did not start", e);
            // Threads that Kafka has already started would keep the JVM alive without serving requests.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path data, int port, int controllerPort) {
        var broker = KafkaBroker.start(data, port, controllerPort);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-kafka"));
        broker.awaitEnd();
    }

    /// Starts the process and waits until the broker answers.
    ///
    /// @param java the `java` command with its options and class path
    public static RunningServer start(List<String> java, Path data, int port, int controllerPort, ProcessFiles files) {
        var command = new java.util.ArrayList<>(java);
        command.addAll(List.of(
                KafkaProcess.class.getName(),
                data.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
        var server = ServerProcess.start(command, data, Map.of(), files);
        server.await("Kafka", () -> answers("127.0.0.1:" + port), START_MAX);
        return server;
    }

    private static boolean answers(String bootstrap) throws Exception {
        if (!Loopback.listens(Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1)))) {
            return false;
        }
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 2000, "request.timeout.ms", 2000))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        }
    }
}
