package polystore.analytics.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.analytics.TestDatabase;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.Subscription;
import polystore.platform.persistence.PostgresJdbi;

/// Consumers of order events in a process of their own, which can be killed.
final class IntakeProcess {

    private IntakeProcess() {}

    /// @param url JDBC address of the database, with credentials
    record Target(String topic, String url) {}

    /// @param arguments bootstrap, then topic and database of each consumer
    static void main(String... arguments) throws IOException {
        var targets = new ArrayList<Target>();
        for (var i = 1; i < arguments.length; i += 2) {
            targets.add(new Target(arguments[i], arguments[i + 1]));
        }
        consume(arguments[0], targets);
        // Ends with the process that started it.
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(0);
        }
    }

    static Process start(String bootstrap, List<Target> targets) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                IntakeProcess.class.getName(),
                bootstrap));
        targets.forEach(it -> command.addAll(List.of(it.topic(), it.url())));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// A member of the group of each topic, in this process.
    static ConsumerLoops consume(String bootstrap, List<Target> targets) {
        var clients = new KafkaClients(Map.of("bootstrap.servers", bootstrap));
        var meters = new SimpleMeterRegistry();
        var loops = new ConsumerLoops(clients, new DeadLetters(clients, meters), meters, List.of());
        for (var target : targets) {
            var source = new PGSimpleDataSource();
            source.setUrl(target.url());
            var jdbi = PostgresJdbi.of(source);
            var consumer = new OrdersEventsConsumer(jdbi, new PostgresOffsets(), TestDatabase.takeEvents(jdbi));
            loops.start(new Subscription(target.topic(), target.topic()), IdentifiedEvent::decode, consumer, consumer);
        }
        return loops;
    }
}
