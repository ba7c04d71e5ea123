package polystore.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Makes records as a consumer receives them; the body is a text.
final class Records {

    static final String TOPIC = "orders.events.v1";

    private Records() {}

    static ReceivedRecord record(long offset, @Nullable String key, @Nullable String body) {
        return new ReceivedRecord(
                new TopicPartition(TOPIC, 0), offset, Instant.EPOCH, bytes(key), List.of(), bytes(body));
    }

    static String text(ReceivedRecord record) {
        var body = record.body();
        if (body == null) {
            throw new IllegalArgumentException("no body");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
