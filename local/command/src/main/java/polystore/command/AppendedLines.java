package polystore.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the lines that are appended to a log file. A file that was replaced by a shorter one is read from its
/// beginning.
final class AppendedLines {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path log;
    private long read;

    private AppendedLines(Path log, long read) {
        this.log = log;
        this.read = read;
    }

    /// Starts at the present end of the file.
    static AppendedLines after(Path log) throws IOException {
        return new AppendedLines(log, Files.size(log));
    }

    Path log() {
        return log;
    }

    /// The complete lines of the next chunk; a line longer than a chunk is returned in parts. Empty when there
    /// is no new line, or no file because a new launcher is moving it.
    String next() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            read = read > file.length() ? 0 : read;
            var bytes = new byte[(int) Math.min(CHUNK_BYTES, file.length() - read)];
            file.seek(read);
            file.readFully(bytes);
            var length = completeLength(bytes);
            read += length;
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static int completeLength(byte[] bytes) {
        for (var at = bytes.length - 1; at >= 0; at--) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return bytes.length == CHUNK_BYTES ? bytes.length : 0;
    }
}
