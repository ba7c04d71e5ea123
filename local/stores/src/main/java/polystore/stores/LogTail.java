package polystore.stores;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads the last lines of a log file without reading the whole file.
public final class LogTail {
    /// Enough for twenty long lines.
    private static final int BYTES_MAX = 64 * 1024;

    private LogTail() {}

    /// The last lines of `log`; empty when it cannot be read.
    public static String last(Path log, int lines) {
        return last(log, lines, 0);
    }

    /// The last lines after the first `skipped` bytes.
    static String last(Path log, int lines, long skipped) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.min(file.length(), Math.max(skipped, file.length() - BYTES_MAX));
            file.seek(from);
            var bytes = new byte[(int) Math.min(BYTES_MAX, file.length() - from)];
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
