package polystore.transformers.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Random;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

/// A numeric that PostgreSQL sends becomes the same Decimal128 by the short way and by BigDecimal.
class DecimalsTest {

    private static final byte[] NAME = BsonBytes.name("n");
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int SEED = 7;

    @Test
    void smallNumbersAreTheSameAsByBigDecimal() {
        var random = new Random(SEED);
        for (var i = 0; i < 20_000; i++) {
            var scale = random.nextInt(20);
            var unscaled = random.nextLong() >> random.nextInt(64);
            var value = BigDecimal.valueOf(unscaled, scale);
            var cell = sent(value);

            var out = new BsonBytes();
            var start = out.begin();
            Decimals.write(NAME, cell, out);
            out.end(start);

            assertThat(new RawBsonDocument(out.toByteArray()).getDecimal128("n").getValue())
                    .as(value.toPlainString())
                    .isEqualTo(new Decimal128(value));
        }
    }

    @Test
    void writesNothingWhereDecimalsWouldBeLost() {
        var out = new BsonBytes();

        assertThat(Decimals.writeSmall(NAME, sent(new BigDecimal("1.005")), 2, out))
                .isFalse();
        assertThat(out.size()).isZero();
        assertThat(Decimals.writeSmall(NAME, sent(new BigDecimal("1.500")), 2, out))
                .isTrue();
    }

    /// As `numeric_send` of PostgreSQL: digits of base 10,000 without zeros at either end.
    private static Cell sent(BigDecimal value) {
        var digits = new ArrayList<Integer>();
        var fraction = (value.scale() + 3) / 4;
        var whole = value.abs().movePointRight(4 * fraction).toBigIntegerExact();
        while (whole.signum() != 0) {
            digits.addFirst(whole.mod(BASE).intValue());
            whole = whole.divide(BASE);
        }
        var weight = digits.size() - 1 - fraction;
        while (!digits.isEmpty() && digits.getLast() == 0) {
            digits.removeLast();
        }
        var bytes = ByteBuffer.allocate(8 + 2 * digits.size());
        bytes.putShort((short) digits.size())
                .putShort((short) (digits.isEmpty() ? 0 : weight))
                .putShort((short) (value.signum() < 0 ? 0x4000 : 0))
                .putShort((short) value.scale());
        digits.forEach(it -> bytes.putShort((short) (int) it));
        return new Cell(bytes.array(), 0, bytes.capacity());
    }
}
