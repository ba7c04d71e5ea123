package polystore.contracts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers that a record gets beside its own when it could not be processed and goes to the dead-letter topic
/// ([Topics#deadLettersOf]). Key and body stay as they came.
///
/// @param topic where the record came from, with its partition and offset
/// @param cause for people
/// @param attempts how often it was tried, at least 1
public record DeadLetterHeaders(String topic, int partition, long offset, String cause, int attempts) {

    /// Beside the others where Kafka does not take the whole record: what was left out. The source still has it.
    public static final String OMITTED = "dlq-omitted";

    /// The record headers, in a fixed order; the values are UTF-8 text.
    public Map<String, byte[]> headers() {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put("dlq-cause", utf8(cause));
        headers.put("dlq-topic", utf8(topic));
        headers.put("dlq-partition", utf8(String.valueOf(partition)));
        headers.put("dlq-offset", utf8(String.valueOf(offset)));
        headers.put("dlq-attempts", utf8(String.valueOf(attempts)));
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
