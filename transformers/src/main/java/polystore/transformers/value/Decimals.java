package polystore.transformers.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.bson.types.Decimal128;

/// Converts PostgreSQL's numeric to Decimal128: at most 34 digits, with the same scale.
final class Decimals {

    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;

    private Decimals() {}

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
                "", "is " + value + ", which does not fit the 34 digits of Decimal128: declare it as text");
    }
}
