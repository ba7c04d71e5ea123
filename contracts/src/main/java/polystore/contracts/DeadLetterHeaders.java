package polystore.contracts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers that are added to a record that could not be processed, when it is sent to the dead-letter topic
/// ([Topics#deadLettersOf]). Key and body are unchanged.
///
/// @param topic source of the record, like its partition and offset
/// @param cause as text for operators
/// @param attempts number of attempts, at least 1
public record DeadLetterHeaders(String topic, int partition, long offset, String cause, int attempts) {

    /// Additional header when Kafka refused the complete record: the parts that were omitted, which the source
    /// still has.
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
