package polystore.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReportPipeTest {

    private final ByteArrayOutputStream client = new ByteArrayOutputStream();
    private final AtomicBoolean full = new AtomicBoolean();

    @Test
    void whatTheClientTakesIsSentAtOnce() throws IOException {
        try (var pipe = pipe()) {
            pipe.write("one\n".getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            assertThat(client.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        }
    }

    @Test
    void aClientThatDoesNotReadIsNotWaitedForAndGetsEverythingInTheEnd() throws IOException {
        full.set(true);
        var text = "0123456789".repeat(10_000);
        try (var pipe = pipe()) {
            pipe.write(text.getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            assertThat(client.size()).isZero();
            full.set(false);
            pipe.write("end".getBytes(StandardCharsets.UTF_8));
            pipe.finish();
            assertThat(client.toString(StandardCharsets.UTF_8)).isEqualTo(text + "end");
        }
    }

    @Test
    void aReportThatNobodyReadsIsGivenUp() throws IOException {
        full.set(true);
        try (var pipe = pipe()) {
            pipe.write("one\n".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(pipe::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has not read its report");
        }
    }

    private ReportPipe pipe() throws IOException {
        return new ReportPipe(client, full::get, Duration.ofMillis(50));
    }
}
