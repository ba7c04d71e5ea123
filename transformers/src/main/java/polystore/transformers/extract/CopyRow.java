package polystore.transformers.extract;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import polystore.transformers.value.Cell;

/// One row of COPY BINARY: the number of columns, then each value behind its length, -1 for NULL.
final class CopyRow {

    private final byte[] bytes;
    /// The offset of each value; its length is in the four bytes before it.
    private final int[] starts;
    private final int[] lengths;

    CopyRow(byte[] bytes, int from) {
        var sent = ByteBuffer.wrap(bytes, from, bytes.length - from);
        var columns = sent.getShort();
        this.bytes = bytes;
        this.starts = new int[columns];
        this.lengths = new int[columns];
        for (var i = 0; i < columns; i++) {
            lengths[i] = sent.getInt();
            starts[i] = sent.position();
            sent.position(starts[i] + Math.max(0, lengths[i]));
        }
    }

    boolean isNull(int column) {
        return lengths[column] < 0;
    }

    Cell cell(int column) {
        return new Cell(bytes, starts[column], lengths[column]);
    }

    long number(int column) {
        return ByteBuffer.wrap(bytes, starts[column], Long.BYTES).getLong();
    }

    /// The first columns as one value, by which the rows of one parent are found.
    Prefix prefix(int columns) {
        return new Prefix(bytes, from(0), to(columns - 1));
    }

    /// Whether some columns have the same bytes as others of another row.
    boolean equals(int first, CopyRow other, int otherFirst, int columns) {
        return Arrays.equals(
                bytes,
                from(first),
                to(first + columns - 1),
                other.bytes,
                other.from(otherFirst),
                other.to(otherFirst + columns - 1));
    }

    private int from(int column) {
        return starts[column] - Integer.BYTES;
    }

    private int to(int column) {
        return starts[column] + Math.max(0, lengths[column]);
    }

    String text(int column, Charset charset) {
        return new String(bytes, starts[column], Math.max(0, lengths[column]), charset);
    }

    /// A slice of a row's bytes, compared by content.
    static final class Prefix {
        private final byte[] bytes;
        private final int from;
        private final int to;

        Prefix(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Prefix it && Arrays.equals(bytes, from, to, it.bytes, it.from, it.to);
        }

        @Override
        public int hashCode() {
            var hash = 1;
            for (var i = from; i < to; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash;
        }
    }
}
