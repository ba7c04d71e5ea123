package polystore.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    @Test
    void aNewTraceContextIsValidAndDiffersFromAnyOther() {
        assertThat(TraceParent.isValid(TraceParent.random())).isTrue();
        assertThat(TraceParent.random()).isNotEqualTo(TraceParent.random());
    }

    @Test
    void aSpanContinuesTheTraceOfAHeader() {
        var sent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var span = Span.fromContext(TraceParent.context(sent)).getSpanContext();
        assertThat(span.isRemote()).isTrue();
        assertThat(TraceParent.of(span)).isEqualTo(sent);
    }

    @Test
    void withoutASpanThereIsNoCurrentTraceContext() {
        assertThat(TraceParent.current()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: y",
            })
    void aMalformedTraceContextIsNotValid(String value) {
        assertThat(TraceParent.isValid(value)).isFalse();
    }
}
