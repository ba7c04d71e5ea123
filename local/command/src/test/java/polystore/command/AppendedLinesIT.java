package polystore.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedLinesIT {
    @TempDir
    private Path folder = Path.of("");

    private Path log = Path.of("");

    @BeforeEach
    void hasOneLine() throws IOException {
        log = Files.writeString(folder.resolve("orders.log"), "before\n");
    }

    @Test
    void returnsOnlyCompleteNewLines() throws IOException {
        var lines = AppendedLines.after(log);
        append("one\ntwo\nthr");
        assertThat(lines.next()).isEqualTo("one\ntwo\n");
        assertThat(lines.next()).isEmpty();
        append("ee\n");
        assertThat(lines.next()).isEqualTo("three\n");
    }

    @Test
    void aLineLongerThanAChunkDoesNotHoldTheNextLinesBack() throws IOException {
        var lines = AppendedLines.after(log);
        append("x".repeat(100_000) + "\nnext\n");
        assertThat(lines.next() + lines.next()).hasSize(100_006).endsWith("x\nnext\n");
    }

    @Test
    void aReplacedFileIsReadFromItsBeginning() throws IOException {
        var lines = AppendedLines.after(log);
        Files.delete(log);
        assertThat(lines.next()).isEmpty();
        Files.writeString(log, "new\n");
        assertThat(lines.next()).isEqualTo("new\n");
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
