package polystore.command.events;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import polystore.command.Printable;
import polystore.contracts.DeadLetterHeaders;

/// An event as text for people: time, offset, type and key on one line, the body on the next.
final class EventText {

    private static final int BODY_CHARACTERS_MAX = 4_000;

    private EventText() {}

    static String of(ConsumerRecord<byte[], byte[]> event) {
        var text = new StringBuilder();
        text.append(time(event))
                .append("  ")
                .append(event.partition())
                .append('-')
                .append(event.offset());
        text.append("  ").append(type(event)).append("  key ");
        text.append(event.key() == null ? "(none)" : Printable.of(Bytes.text(event.key())));
        var letter = DeadLetterHeaders.read(name -> bytes(event, name));
        if (letter != null) {
            text.append("%n  dead letter of %s %d-%d: %s"
                    .formatted(
                            Printable.of(letter.topic()),
                            letter.partition(),
                            letter.offset(),
                            Printable.of(letter.cause())));
        }
        return text.append("\n  ").append(body(event.value())).toString();
    }

    private static String time(ConsumerRecord<byte[], byte[]> event) {
        var time = header(event, "ce_time");
        return time == null ? Instant.ofEpochMilli(event.timestamp()).toString() : time;
    }

    private static String type(ConsumerRecord<byte[], byte[]> event) {
        var type = header(event, "ce_type");
        return type == null ? "(no CloudEvent)" : type.substring(type.lastIndexOf('.') + 1);
    }

    private static String body(byte @Nullable [] value) {
        if (value == null) {
            return "(no body: the key is deleted)";
        }
        var text = Printable.of(Bytes.text(value));
        return text.length() <= BODY_CHARACTERS_MAX
                ? text
                : text.substring(0, BODY_CHARACTERS_MAX) + "… (" + value.length + " bytes; --json prints all)";
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> event, String name) {
        var value = bytes(event, name);
        return value == null ? null : Printable.of(Bytes.text(value));
    }

    private static byte @Nullable [] bytes(ConsumerRecord<byte[], byte[]> event, String name) {
        var header = event.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
