package polystore.catalog.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a stream in batches of lines, with one batch in memory.
final class NdjsonLines {

    /// Enough for a product with 100 variants in 20 languages; a quarter of the limit of a single request.
    static final int LINE_BYTES_MAX = 256 * 1024;
    /// A batch needs a few round trips to MongoDB for any size; 500 usual lines are some 200 KB.
    private static final int BATCH_LINES_MAX = 500;

    private static final int BATCH_BYTES_MAX = 1024 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;

    private final BufferedInputStream in;
    private long number;

    NdjsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /// @param number counted from 1, blank lines included
    /// @param text empty for a line that is too long
    @SuppressWarnings(
            "ArrayRecordComponent") // Bytes, so that broken UTF-8 is found by the JSON parser; never compared.
    record Line(long number, byte[] text, boolean tooLong) {}

    /// The next lines that are not blank; empty at the end.
    List<Line> batch() throws IOException {
        var lines = new ArrayList<Line>();
        var bytes = 0;
        while (lines.size() < BATCH_LINES_MAX && bytes < BATCH_BYTES_MAX) {
            var text = new ByteArrayOutputStream();
            var length = read(text);
            if (length < 0) {
                break;
            }
            number++;
            if (length > LINE_BYTES_MAX) {
                lines.add(new Line(number, new byte[0], true));
            } else if (!text.toString(StandardCharsets.UTF_8).isBlank()) {
                lines.add(new Line(number, text.toByteArray(), false));
                bytes += text.size();
            }
        }
        return lines;
    }

    /// @return the length of the line, of which at most [#LINE_BYTES_MAX] bytes are stored; -1 at the end
    private long read(ByteArrayOutputStream text) throws IOException {
        var length = 0L;
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return length == 0 ? -1 : length;
            }
            length++;
            if (length <= LINE_BYTES_MAX) {
                text.write(next);
            }
        }
        return length;
    }
}
