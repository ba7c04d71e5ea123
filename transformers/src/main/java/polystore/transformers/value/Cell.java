package polystore.transformers.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One value in PostgreSQL's binary format: a slice of a row's bytes, without a copy.
public final class Cell {

    private final byte[] bytes;
    private final int from;
    private final int length;

    public Cell(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /// Reads a big-endian number at the value's first byte.
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, length).slice();
    }

    String text() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
