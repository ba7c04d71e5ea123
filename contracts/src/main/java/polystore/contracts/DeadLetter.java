package polystore.contracts;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is said of a record that could not be processed, in headers beside its own, on [Topics#deadLettersOf] its
/// topic. Key and body stay as they came.
///
/// @param topic where the record came from, with its partition and offset
/// @param cause for people
/// @param attempts how often it was tried, at least 1
public record DeadLetter(String topic, int partition, long offset, String cause, int attempts) {

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
