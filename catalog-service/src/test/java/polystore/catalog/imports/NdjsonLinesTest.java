package polystore.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NdjsonLinesTest {

    @Test
    void countsBlankLinesAndLeavesThemOut() throws IOException {
        var lines = lines("a\n\n \r\nb").batch();
        assertThat(lines).extracting(NdjsonLines.Line::number).containsExactly(1L, 4L);
    }

    @Test
    void continuesAfterALineThatIsTooLong() throws IOException {
        var lines = lines("x".repeat(NdjsonLines.LINE_BYTES_MAX + 1) + "\n" + "y".repeat(NdjsonLines.LINE_BYTES_MAX)
                        + "\nz")
                .batch();
        assertThat(lines).extracting(NdjsonLines.Line::tooLong).containsExactly(true, false, false);
        assertThat(lines.getFirst().text()).isEmpty();
    }

    @Test
    void readsInBatches() throws IOException {
        var lines = lines("a\n".repeat(550));
        assertThat(lines.batch()).hasSize(500);
        assertThat(lines.batch()).hasSize(50);
        assertThat(lines.batch()).isEmpty();
    }

    private static NdjsonLines lines(String text) {
        return new NdjsonLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
