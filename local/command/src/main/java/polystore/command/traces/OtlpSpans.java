package polystore.command.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the body of an OTLP request. Source: OTLP 1.9, ExportTraceServiceRequest.
final class OtlpSpans {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final String KIND_PREFIX = "SPAN_KIND_";

    private OtlpSpans() {}

    /// @throws InvalidProtocolBufferException when the body is not such a request
    static List<RecordedSpan> read(byte[] body) throws InvalidProtocolBufferException {
        var spans = new ArrayList<RecordedSpan>();
        for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            var service = attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
            for (var scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> spans.add(span(service, span)));
            }
        }
        return spans;
    }

    private static RecordedSpan span(String service, Span span) {
        var start = span.getStartTimeUnixNano();
        return new RecordedSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                service,
                span.getName(),
                span.getKind().name().substring(KIND_PREFIX.length()),
                Instant.ofEpochSecond(start / NANOS_PER_SECOND, start % NANOS_PER_SECOND),
                (span.getEndTimeUnixNano() - start) / NANOS_PER_MICRO,
                span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
                attributes(span.getAttributesList()),
                span.getLinksList().stream().map(link -> hex(link.getTraceId())).toList());
    }

    private static Map<String, String> attributes(List<KeyValue> values) {
        var attributes = new TreeMap<String, String>();
        values.forEach(value -> attributes.put(value.getKey(), text(value.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.toString();
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
