package polystore.transformers.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One value in PostgreSQL's binary format: a slice of a row's bytes, without a copy.
public final class Cell {

    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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

    /// @param at offset from the value's first byte
    short int16(int at) {
        return (short) INT16.get(bytes, from + at);
    }

    int int32() {
        return (int) INT32.get(bytes, from);
    }

    long int64() {
        return (long) INT64.get(bytes, from);
    }

    /// The value, for reading big-endian numbers one after another.
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, length).slice();
    }

    String text() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
