package polystore.transformers.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonType;
import org.bson.types.Decimal128;

/// Writes a BSON document element by element into one growing array.
///
/// An element's name comes first, as the bytes of [#name]; a document or array begins with a length that is filled
/// in at its end.
public final class BsonBytes {

    private static final int FIRST_SIZE = 1_024;
    private static final int NAMES_KEPT = 1_000;
    private static final byte[][] INDEXES = indexes();
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /// The encoded name of an element, computed once per field of a plan.
    public static byte[] name(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new RefusedValueException(name, "is a name with a zero byte, which BSON cannot have");
        }
        return (name + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /// The name of an array's element.
    public static byte[] index(int index) {
        return index < NAMES_KEPT ? INDEXES[index] : name(Integer.toString(index));
    }

    private static byte[][] indexes() {
        var names = new byte[NAMES_KEPT][];
        for (var i = 0; i < NAMES_KEPT; i++) {
            names[i] = name(Integer.toString(i));
        }
        return names;
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void clear() {
        size = 0;
    }

    /// Removes all bytes after an earlier [#size].
    public void backTo(int earlier) {
        size = earlier;
    }

    /// @return for [#end]
    public int begin() {
        var start = size;
        int32(0);
        return start;
    }

    public int beginDocument(byte[] name) {
        element(BsonType.DOCUMENT, name);
        return begin();
    }

    public int beginArray(byte[] name) {
        element(BsonType.ARRAY, name);
        return begin();
    }

    public void end(int start) {
        room(1);
        bytes[size++] = 0;
        putInt32(start, size - start);
    }

    public void nullValue(byte[] name) {
        element(BsonType.NULL, name);
    }

    public void bool(byte[] name, boolean value) {
        element(BsonType.BOOLEAN, name);
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    public void int32(byte[] name, int value) {
        element(BsonType.INT32, name);
        int32(value);
    }

    public void int64(byte[] name, long value) {
        element(BsonType.INT64, name);
        int64(value);
    }

    public void dateTime(byte[] name, long epochMillis) {
        element(BsonType.DATE_TIME, name);
        int64(epochMillis);
    }

    public void float64(byte[] name, double value) {
        element(BsonType.DOUBLE, name);
        int64(Double.doubleToRawLongBits(value));
    }

    public void decimal(byte[] name, Decimal128 value) {
        decimal(name, value.getLow(), value.getHigh());
    }

    /// @param low the lower half of an IEEE 754 decimal128 with binary integer significand
    void decimal(byte[] name, long low, long high) {
        element(BsonType.DECIMAL128, name);
        int64(low);
        int64(high);
    }

    public void text(byte[] name, String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        text(name, utf8, 0, utf8.length);
    }

    /// @param utf8 valid UTF-8
    public void text(byte[] name, byte[] utf8, int from, int length) {
        element(BsonType.STRING, name);
        int32(length + 1);
        raw(utf8, from, length);
        room(1);
        bytes[size++] = 0;
    }

    public void binary(byte[] name, byte subtype, byte[] value, int from, int length) {
        element(BsonType.BINARY, name);
        int32(length);
        room(1);
        bytes[size++] = subtype;
        raw(value, from, length);
    }

    private void element(BsonType type, byte[] name) {
        room(1);
        bytes[size++] = (byte) type.getValue();
        raw(name, 0, name.length);
    }

    private void raw(byte[] value, int from, int length) {
        room(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
    }

    private void int32(int value) {
        room(Integer.BYTES);
        putInt32(size, value);
        size += Integer.BYTES;
    }

    private void putInt32(int at, int value) {
        INT32.set(bytes, at, value);
    }

    private void int64(long value) {
        room(Long.BYTES);
        INT64.set(bytes, size, value);
        size += Long.BYTES;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
