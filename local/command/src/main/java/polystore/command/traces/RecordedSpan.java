package polystore.command.traces;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A span as it is shown.
///
/// @param traceId 32 hexadecimal digits
/// @param spanId 16 hexadecimal digits
/// @param parentId 16 hexadecimal digits; empty for the first span of a trace
/// @param kind such as `SERVER`
/// @param failed whether its status is an error
/// @param links traces that its links name
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RecordedSpan(
        String traceId,
        String spanId,
        String parentId,
        String service,
        String name,
        String kind,
        Instant start,
        long durationMicros,
        boolean failed,
        Map<String, String> attributes,
        List<String> links) {

    private static final String KEY = "messaging.kafka.message.key";

    /// Whether it sends or processes a record with this key.
    boolean hasKey(String key) {
        return key.equals(attributes.get(KEY));
    }
}
