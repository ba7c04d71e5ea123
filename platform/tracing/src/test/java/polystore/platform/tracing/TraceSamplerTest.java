package polystore.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceSamplerTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Context RECORDED = TraceParent.context("00-" + TRACE + "-00f067aa0ba902b7-01");
    private static final Context NOT_RECORDED = TraceParent.context("00-" + TRACE + "-00f067aa0ba902b7-00");

    @Test
    void aRequestWithoutAParentIsSampledByTheRatio() {
        assertThat(isSampled(new TraceSampler(1, false), Context.root(), SpanKind.SERVER))
                .isTrue();
        assertThat(isSampled(new TraceSampler(0, false), Context.root(), SpanKind.SERVER))
                .isFalse();
    }

    @Test
    void aServiceRecordsWhatTheGatewayRecorded() {
        assertThat(isSampled(new TraceSampler(0, false), RECORDED, SpanKind.SERVER))
                .isTrue();
        assertThat(isSampled(new TraceSampler(1, false), NOT_RECORDED, SpanKind.SERVER))
                .isFalse();
    }

    @Test
    void aClientCannotHaveItsRequestsRecordedAtTheEdge() {
        assertThat(isSampled(new TraceSampler(0, true), RECORDED, SpanKind.SERVER))
                .isFalse();
        assertThat(isSampled(new TraceSampler(1, true), NOT_RECORDED, SpanKind.SERVER))
                .isTrue();
    }

    @Test
    void theQueryOfABackgroundJobIsNotRecorded() {
        assertThat(isSampled(new TraceSampler(1, false), Context.root(), SpanKind.CLIENT))
                .isFalse();
        assertThat(isSampled(new TraceSampler(1, false), RECORDED, SpanKind.CLIENT))
                .isTrue();
    }

    @Test
    void aConnectionTakenFromThePoolIsNoSpan() {
        assertThat(isSampled("DataSource.getConnection", SpanKind.INTERNAL)).isFalse();
        assertThat(isSampled("relay", SpanKind.INTERNAL)).isTrue();
        assertThat(isSampled("GET /v1/x.getConnection", SpanKind.CLIENT)).isTrue();
    }

    private static boolean isSampled(String name, SpanKind kind) {
        return isSampled(new TraceSampler(1, false), RECORDED, name, kind);
    }

    private static boolean isSampled(TraceSampler sampler, Context parent, SpanKind kind) {
        return isSampled(sampler, parent, "span", kind);
    }

    private static boolean isSampled(TraceSampler sampler, Context parent, String name, SpanKind kind) {
        return sampler.shouldSample(parent, TRACE, name, kind, Attributes.empty(), List.of())
                .getDecision()
                .equals(SamplingDecision.RECORD_AND_SAMPLE);
    }
}
