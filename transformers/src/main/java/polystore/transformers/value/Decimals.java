package polystore.transformers.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import org.bson.types.Decimal128;

/// Converts PostgreSQL's numeric to Decimal128: at most 34 digits, with the same scale.
final class Decimals {

    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    /// Digits of base 10,000 whose number is below 2^63.
    private static final int SMALL_DIGITS = 4;
    private static final int HEADER_BYTES = 4 * Short.BYTES;
    private static final int SMALL_SCALE_MAX = 18;
    private static final long[] POWERS =
            LongStream.iterate(1, it -> it * 10).limit(SMALL_SCALE_MAX + 1).toArray();
    private static final int EXPONENT_BIAS = 6176;
    private static final int EXPONENT_SHIFT = 49;
    private static final int DIGITS_SHOWN_MAX = 60;
    private static final int SHORT_DIGITS = 10;
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;

    private Decimals() {}

    /// Writes a numeric with its own scale.
    ///
    /// @throws RefusedValueException when it has no exact form
    static void write(byte[] name, Cell numeric, BsonBytes out) {
        if (!writeSmall(name, numeric, numeric.int16(3 * Short.BYTES), out)) {
            out.decimal(name, exact(of(numeric.buffer())));
        }
    }

    /// Writes a number of few digits without an object for it, as nearly all are.
    ///
    /// @return false when it is not one, or has more decimals than the scale; then nothing is written
    static boolean writeSmall(byte[] name, Cell numeric, int scale, BsonBytes out) {
        int digits = numeric.int16(0);
        int sign = numeric.int16(2 * Short.BYTES) & 0xFFFF;
        if (digits > SMALL_DIGITS || scale > SMALL_SCALE_MAX || (sign != POSITIVE && sign != NEGATIVE)) {
            return false;
        }
        var small = 0L;
        for (var i = 0; i < digits; i++) {
            small = small * BASE + numeric.int16(HEADER_BYTES + i * Short.BYTES);
        }
        var more = scale - (digits - 1 - numeric.int16(Short.BYTES)) * BASE_DIGITS;
        if (Math.abs(more) > SMALL_SCALE_MAX) {
            return false;
        }
        var power = POWERS[Math.abs(more)];
        if (more < 0 ? small % power != 0 : Math.multiplyHigh(small, power) != 0 || small * power < 0) {
            return false;
        }
        var high = (long) (EXPONENT_BIAS - scale) << EXPONENT_SHIFT;
        out.decimal(name, more < 0 ? small / power : small * power, sign == NEGATIVE ? high | Long.MIN_VALUE : high);
        return true;
    }

    /// @param numeric in binary format: digits of base 10,000, weight of the first, sign, decimals
    /// @throws RefusedValueException for NaN and the infinities
    static BigDecimal of(ByteBuffer numeric) {
        int digits = numeric.getShort();
        int weight = numeric.getShort();
        int sign = numeric.getShort() & 0xFFFF;
        int scale = numeric.getShort();
        if (sign != POSITIVE && sign != NEGATIVE) {
            throw new RefusedValueException("", "is NaN or infinite, which no exact number is: write as: text");
        }
        var unscaled = BigInteger.ZERO;
        var small = 0L;
        for (var i = 0; i < digits; i++) {
            int digit = numeric.getShort();
            if (i < 4) {
                small = small * BASE + digit;
                unscaled = i == Math.min(digits, 4) - 1 ? BigInteger.valueOf(small) : unscaled;
            } else {
                unscaled = unscaled.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(digit));
            }
        }
        var value = new BigDecimal(unscaled, (digits - 1 - weight) * BASE_DIGITS).setScale(scale);
        return sign == NEGATIVE ? value.negate() : value;
    }

    /// @throws RefusedValueException when digits or scale would be lost
    static Decimal128 exact(BigDecimal value) {
        try {
            var decimal = new Decimal128(value);
            var kept = decimal.bigDecimalValue();
            if (kept.compareTo(value) == 0 && kept.scale() == value.scale()) {
                return decimal;
            }
        } catch (NumberFormatException tooLong) {
            // Refused below like a scale that does not fit.
        }
        throw new RefusedValueException(
                "", "is " + shown(value) + ", which does not fit the 34 digits of Decimal128: write as: text");
    }

    /// Such a number may have 131,072 digits.
    static String shown(BigDecimal value) {
        return value.precision() <= DIGITS_SHOWN_MAX && Math.abs(value.scale()) <= DIGITS_SHOWN_MAX
                ? value.toPlainString()
                : value.round(new MathContext(SHORT_DIGITS)) + "… (" + value.precision() + " digits)";
    }
}
