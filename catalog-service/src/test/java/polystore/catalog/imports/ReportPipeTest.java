package polystore.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReportPipeTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    /// Done while the client reads.
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    @Test
    void theReportIsSentAtOnceWhileTheClientReads() throws IOException {
        try (var pipe = pipe()) {
            pipe.write(bytes("one\n"));
            pipe.flush();
            assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        }
    }

    @Test
    void aClientThatDoesNotReadDoesNotBlockTheImportAndReceivesTheReportAtTheEnd() throws IOException {
        reading = new CompletableFuture<>();
        var text = "0123456789".repeat(10_000);
        try (var pipe = pipe()) {
            pipe.write(bytes(text));
            pipe.flush();
            assertThat(sent.size()).isPositive().isLessThan(text.length());
            pipe.write(bytes("end"));
            pipe.flush();
            reading.complete(null);
            pipe.finish();
            assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo(text + "end");
        }
    }

    @Test
    void aReportThatIsNotReadIsAborted() throws IOException {
        reading = new CompletableFuture<>();
        try (var pipe = pipe()) {
            pipe.write(bytes("one\n"));
            assertThatThrownBy(pipe::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has not read its report");
        }
    }

    @Test
    void aDisconnectedClientEndsTheReport() throws IOException {
        reading = CompletableFuture.failedFuture(new IOException("Connection was closed"));
        try (var pipe = pipe()) {
            pipe.write(bytes("one\n"));
            pipe.flush();
            pipe.write(bytes("two\n"));
            assertThatThrownBy(pipe::flush).isInstanceOf(IOException.class).hasMessageContaining("disconnected");
        }
    }

    private ReportPipe pipe() throws IOException {
        return new ReportPipe(
                chunk -> {
                    sent.writeBytes(chunk);
                    return reading;
                },
                Duration.ofMillis(50));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
