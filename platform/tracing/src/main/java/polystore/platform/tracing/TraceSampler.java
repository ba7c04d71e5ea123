package polystore.platform.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Samples by the request with which a trace begins; everything that follows from it is recorded or not as it is.
///
/// A span without a parent that is not a request, such as the query of a background job, is never recorded: a job that
/// polls would fill the traces. At the edge of the system the ratio decides for traces that clients began as well:
/// otherwise a client could have each of its requests recorded.
@Singleton
@Unremovable
class TraceSampler implements Sampler {

    /// Ends the names of the spans that the JDBC instrumentation adds for each connection taken from the pool; they say
    /// nothing beside the statement that follows.
    private static final String TAKEN_FROM_POOL = ".getConnection";

    private final boolean edge;
    private final Sampler ratio;

    /// @param ratio share of the requests that are recorded, 0 to 1
    /// @param edge whether the requests come from outside
    TraceSampler(
            @ConfigProperty(name = "polystore.traces.ratio") double ratio,
            @ConfigProperty(name = "polystore.traces.edge", defaultValue = "false") boolean edge) {
        this.edge = edge;
        this.ratio = Sampler.traceIdRatioBased(ratio);
    }

    @Override
    public SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            SpanKind spanKind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        var parent = Span.fromContext(parentContext).getSpanContext();
        if (spanKind == SpanKind.SERVER && (edge || !parent.isValid())) {
            return ratio.shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
        }
        var recorded = parent.isSampled() && !(spanKind == SpanKind.INTERNAL && name.endsWith(TAKEN_FROM_POOL));
        return SamplingResult.create(recorded ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP);
    }

    @Override
    public String getDescription() {
        return "by the first request, " + ratio.getDescription();
    }
}
