package polystore.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The value of the header `traceparent`, by which one trace is followed through HTTP and Kafka.
///
/// Source: W3C Trace Context level 1, section 3.2.
public final class TraceParent {

    public static final String HEADER = "traceparent";

    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String VERSION = "00-";
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    private TraceParent() {}

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    /// The beginning of a new trace, without the flag `sampled`, because nothing records its first span.
    public static String random() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        var trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return VERSION + trace + "-" + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-00";
    }

    /// The trace context of the span that this thread is in; null without one, as when traces are off.
    public static @Nullable String current() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? of(span) : null;
    }

    /// @param span valid
    public static String of(SpanContext span) {
        return VERSION + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    /// The context in which a span continues a trace.
    ///
    /// @param traceparent valid
    public static Context context(String traceparent) {
        var remote = SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE_ID, SPAN_ID - 1),
                traceparent.substring(SPAN_ID, FLAGS - 1),
                TraceFlags.fromHex(traceparent, FLAGS),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }
}
