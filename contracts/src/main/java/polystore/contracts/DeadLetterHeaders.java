package polystore.contracts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The headers that are added to a record that could not be processed, when it is sent to the dead-letter topic
/// ([Topics#deadLettersOf]). Key and body are unchanged.
///
/// @param topic source of the record, like its partition and offset
/// @param cause as text for operators
/// @param attempts number of attempts, at least 1
public record DeadLetterHeaders(String topic, int partition, long offset, String cause, int attempts) {

    /// The beginning of the names of all headers that a record has for being a dead letter.
    public static final String PREFIX = "dlq-";

    /// Additional header when Kafka refused the complete record: the parts that were omitted, which the source
    /// still has.
    public static final String OMITTED = PREFIX + "omitted";

    private static final String CAUSE = PREFIX + "cause";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String ATTEMPTS = PREFIX + "attempts";

    /// The record headers, in a fixed order; the values are UTF-8 text.
    public Map<String, byte[]> headers() {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put(CAUSE, utf8(cause));
        headers.put(TOPIC, utf8(topic));
        headers.put(PARTITION, utf8(String.valueOf(partition)));
        headers.put(OFFSET, utf8(String.valueOf(offset)));
        headers.put(ATTEMPTS, utf8(String.valueOf(attempts)));
        return headers;
    }

    /// @param header the value of a header by name, null for a missing one
    /// @return null for a record without these headers
    public static @Nullable DeadLetterHeaders read(Function<String, byte @Nullable []> header) {
        try {
            return new DeadLetterHeaders(
                    text(header.apply(TOPIC)),
                    Integer.parseInt(text(header.apply(PARTITION))),
                    Long.parseLong(text(header.apply(OFFSET))),
                    text(header.apply(CAUSE)),
                    Integer.parseInt(text(header.apply(ATTEMPTS))));
        } catch (NumberFormatException missing) {
            return null;
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
