package polystore.stores;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// The broker as a separate process, because Kafka ends its JVM when the disk is full.
public final class KafkaProcess {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private KafkaProcess() {}

    public static void main(String[] arguments) {
        try {
            run(
                    Path.of(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    arguments.length > 3 ? KafkaSecurity.read(Path.of(arguments[3])) : Map.of());
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(KafkaProcess.class.getName()).log(System.Logger.Level.ERROR, "Kafka did not start", e);
            // Threads that Kafka has already started would keep the JVM alive without serving requests.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path data, int port, int controllerPort, Map<String, String> security) {
        var broker = KafkaBroker.start(data, port, controllerPort, security);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-kafka"));
        broker.awaitEnd();
    }

    /// Starts the process and waits until the broker answers.
    ///
    /// @param java the `java` command with its options and class path
    public static RunningServer start(List<String> java, Path data, int port, int controllerPort, ProcessFiles files) {
        return start(java, data, port, controllerPort, files, null);
    }

    /// @param security TLS and users of the broker; null for none
    public static RunningServer start(
            List<String> java,
            Path data,
            int port,
            int controllerPort,
            ProcessFiles files,
            @Nullable KafkaSecurity security) {
        var command = new ArrayList<>(java);
        command.addAll(List.of(
                KafkaProcess.class.getName(),
                data.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
        if (security != null) {
            // In a file that only its owner reads: command lines are visible to all users of the machine.
            command.add(security.write().toString());
        }
        var server = ServerProcess.start(command, data, Map.of(), files);
        server.await("Kafka", () -> answers(port, security), START_MAX);
        return server;
    }

    private static boolean answers(int port, @Nullable KafkaSecurity security) throws Exception {
        if (!Loopback.listens(port)) {
            return false;
        }
        var client = new HashMap<String, Object>(security == null ? Map.of() : security.clientSettings());
        client.putAll(Map.of(
                "bootstrap.servers", "127.0.0.1:" + port, "default.api.timeout.ms", 2000, "request.timeout.ms", 2000));
        try (var admin = Admin.create(client)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        }
    }
}
