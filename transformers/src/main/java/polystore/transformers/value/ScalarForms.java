package polystore.transformers.value;

import java.util.function.BiFunction;
import org.bson.BsonBinarySubType;
import polystore.transformers.catalog.ColumnType.Kind;

/// Forms of single values. Equal values give equal bytes.
final class ScalarForms {

    private static final byte UUID = BsonBinarySubType.UUID_STANDARD.getValue();
    private static final byte BYTES = BsonBinarySubType.BINARY.getValue();

    private ScalarForms() {}

    static ValueForm of(Kind kind) {
        return switch (kind) {
            case BOOLEAN -> (name, cell, out) -> out.bool(name, cell.bytes()[cell.from()] != 0);
            case INT2 -> (name, cell, out) -> out.int32(name, cell.int16(0));
            case INT4 -> (name, cell, out) -> out.int32(name, cell.int32());
            case INT8 -> (name, cell, out) -> out.int64(name, cell.int64());
            case FLOAT4 -> (name, cell, out) -> out.float64(name, finite(Float.intBitsToFloat(cell.int32())));
            case FLOAT8 -> (name, cell, out) -> out.float64(name, finite(Double.longBitsToDouble(cell.int64())));
            case NUMERIC -> Decimals::write;
            case TEXT, AS_TEXT -> (name, cell, out) -> out.text(name, cell.bytes(), cell.from(), cell.length());
            case BYTEA -> (name, cell, out) -> out.binary(name, BYTES, cell.bytes(), cell.from(), cell.length());
            case UUID -> (name, cell, out) -> out.binary(name, UUID, cell.bytes(), cell.from(), cell.length());
            case DATE ->
                (name, cell, out) -> out.text(name, Times.date(cell.int32()).toString());
            case TIME -> (name, cell, out) -> out.text(name, Times.time(cell.int64()));
            case TIMESTAMP -> (name, cell, out) -> out.text(name, Times.zoneless(Times.instant(cell.int64())));
            case TIMESTAMPTZ -> ScalarForms::zoned;
            case INTERVAL -> (name, cell, out) -> out.text(name, Times.interval(cell.buffer()));
            case JSON -> (name, cell, out) -> JsonValues.write(name, cell.bytes(), cell.from(), cell.length(), out);
            case JSONB ->
                (name, cell, out) -> JsonValues.write(name, cell.bytes(), cell.from() + 1, cell.length() - 1, out);
            case HSTORE -> ScalarForms::hstore;
        };
    }

    private static void zoned(byte[] name, Cell cell, BsonBytes out) {
        var at = Times.instant(cell.int64());
        out.text(name, InstantForm.TEXT.encode("", at).asString().getValue());
    }

    /// A BSON date of a time; a time without zone is read as UTC.
    static void date(byte[] name, Cell cell, BsonBytes out) {
        var micros = cell.int64();
        if (Times.isExactDate(micros)) {
            out.dateTime(name, Times.millis(micros));
        } else {
            out.dateTime(
                    name,
                    InstantForm.DATE
                            .encode("", Times.instant(micros))
                            .asDateTime()
                            .getValue());
        }
    }

    static void dateTruncated(byte[] name, Cell cell, BsonBytes out) {
        var at = Times.truncated(Times.instant(cell.int64()));
        out.dateTime(name, InstantForm.DATE.encode("", at).asDateTime().getValue());
    }

    /// A date as midnight UTC.
    static void dayAsDate(byte[] name, Cell cell, BsonBytes out) {
        var day = Times.date(cell.int32());
        out.dateTime(
                name, day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    static void numericAsDouble(byte[] name, Cell cell, BsonBytes out) {
        var value = Decimals.of(cell.buffer());
        var number = finite(value.doubleValue());
        if (new java.math.BigDecimal(Double.toString(number)).compareTo(value) != 0) {
            throw new RefusedValueException(
                    "", "is " + Decimals.shown(value) + ", which no double is: leave it a decimal");
        }
        out.float64(name, number);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new RefusedValueException(
                    "", "is " + value + ", which is not a number that can be compared: write as: text");
        }
        return value;
    }

    private static void hstore(byte[] name, Cell cell, BsonBytes out) {
        var sent = cell.buffer();
        var start = out.beginDocument(name);
        var count = sent.getInt();
        BiFunction<Integer, Integer, String> text =
                (from, length) -> new Cell(cell.bytes(), cell.from() + from, length).text();
        for (var i = 0; i < count; i++) {
            var keyLength = sent.getInt();
            var key = FieldNames.require(text.apply(sent.position(), keyLength));
            sent.position(sent.position() + keyLength);
            var length = sent.getInt();
            if (length < 0) {
                out.nullValue(BsonBytes.name(key));
            } else {
                out.text(BsonBytes.name(key), cell.bytes(), cell.from() + sent.position(), length);
                sent.position(sent.position() + length);
            }
        }
        out.end(start);
    }
}
