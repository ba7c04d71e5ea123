package polystore.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import polystore.command.infrastructure.Jvm;
import polystore.contracts.Topics;

/// Kafka's own benchmark of consumers (`kafka-consumer-perf-test`): how fast the broker returns events to a program
/// that does nothing with them.
///
/// @param kafka settings of a client
record ConsumerTool(Map<String, String> kafka) {

    private static final String SERVERS = "bootstrap.servers";
    private static final int HEAP_MEGABYTES = 128;
    private static final int MILLIS_MAX = 60_000;
    /// Of the tool's line: messages per second, without the time in which the group was formed.
    private static final int PER_SECOND = 9;

    /// @param events to read from the beginning of the topic, which has as many
    /// @return events per second
    double perSecond(int events) throws IOException, InterruptedException {
        var settings = Files.createTempFile("consumer", ".properties");
        try {
            return run(events, written(settings));
        } finally {
            Files.delete(settings);
        }
    }

    private Path written(Path settings) throws IOException {
        var properties = new Properties();
        properties.putAll(kafka);
        properties.remove(SERVERS);
        try (var out = Files.newBufferedWriter(settings)) {
            properties.store(out, null);
        }
        return settings;
    }

    private double run(int events, Path settings) throws IOException, InterruptedException {
        var command = new ArrayList<>(Jvm.withOurClasses(HEAP_MEGABYTES, "consumer-tool"));
        command.addAll(List.of(
                "org.apache.kafka.tools.ConsumerPerformance",
                "--hide-header",
                "--bootstrap-server",
                Objects.requireNonNull(kafka.get(SERVERS)),
                "--consumer.config",
                settings.toString(),
                "--topic",
                Topics.ORDERS_EVENTS,
                "--messages",
                Integer.toString(events),
                "--timeout",
                Integer.toString(MILLIS_MAX)));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            var lines = output.readAllLines();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Kafka's consumer performance tool failed: " + lines);
            }
            return Double.parseDouble(lines.getLast().split(", ", -1)[PER_SECOND]);
        }
    }
}
