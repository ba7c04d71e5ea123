package polystore.command.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.infrastructure.Kafka;
import polystore.command.stack.StatusFile;

@Command(
        name = "tail",
        description = "Print the events of a topic, those of a key in their order, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "Such as orders.events.v1.")
    private String topic = "";

    @Option(
            names = "--from",
            defaultValue = "end",
            paramLabel = "POSITION",
            description = "beginning, end (only new events; the default), an offset, or a time such as"
                    + " 2026-01-31T08:00:00Z.")
    private String from = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Only events with this key, such as an order's id.")
    private @Nullable String key;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after N events.")
    private @Nullable Long limit;

    @Option(names = "--to-end", description = "Stop after the events that exist now.")
    private boolean toEnd;

    @Option(names = "--json", description = "Print one JSON object a line, with all headers.")
    private boolean json;

    private long printed;

    @Override
    public Integer call() {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
        }
        var position = Position.parse(from);
        var kafka = Kafka.of(Home.ofThisProcess(), Ports.of(System.getenv()), System.getenv());
        requireRunning(kafka);
        try (var reader = new TopicReader(kafka.administration(), topic)) {
            reader.read(position, toEnd, this::print);
            return 0;
        } catch (KafkaException e) {
            throw new IllegalStateException("Kafka at " + kafka.bootstrap() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// @return false after the last event to print
    private boolean print(ConsumerRecord<byte[], byte[]> event) {
        if (key == null || Arrays.equals(key.getBytes(StandardCharsets.UTF_8), event.key())) {
            Function<ConsumerRecord<byte[], byte[]>, String> form = json ? EventJson::of : EventText::of;
            System.out.println(form.apply(event));
            printed++;
        }
        // Nobody reads any more, such as `head` after its last line.
        return !System.out.checkError() && (limit == null || printed < limit);
    }

    private static void requireRunning(Kafka kafka) {
        if (kafka.own().isPresent()
                && StatusFile.ofRunning(Home.ofThisProcess()).isEmpty()) {
            throw new IllegalStateException("Nothing is running. Start it with ./polystore up");
        }
    }
}
