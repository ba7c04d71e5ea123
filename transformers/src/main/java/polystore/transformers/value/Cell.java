package polystore.transformers.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One value as PostgreSQL sends it in binary form: a part of a row's bytes, which are not copied.
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

    /// Big-endian, at the value's first byte.
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, length).slice();
    }

    String text() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
