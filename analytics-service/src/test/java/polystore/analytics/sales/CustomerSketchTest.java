package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerSketchTest {

    /// The numbers are around those at which a sketch changes its form.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 384, 385, 386, 5_000, 60_000})
    void theSameCustomersHaveTheSameBytesInAnyOrderAndHoweverMerged(int customers) {
        var expected = sketch(IntStream.range(0, customers)).bytes();
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 5; i++) {
            assertThat(mergedAtRandom(random, customers)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void estimatesWithinItsErrorAndSmallNumbersExactly() {
        assertThat(new CustomerSketch().estimate()).isZero();
        assertThat(sketch(IntStream.range(0, 300)).estimate()).isEqualTo(300);
        for (var customers : new int[] {1_000, 20_000, 300_000}) {
            assertThat((double) sketch(IntStream.range(0, customers)).estimate())
                    .isCloseTo(customers, within(customers * CustomerSketch.RELATIVE_ERROR));
        }
    }

    private static byte[] mergedAtRandom(Random random, int customers) {
        var all = new ArrayList<>(IntStream.range(0, customers).boxed().toList());
        all.addAll(all.subList(0, customers / 10));
        Collections.shuffle(all, random);
        var bytes = new CustomerSketch().bytes();
        for (var from = 0; from < all.size(); ) {
            var to = Math.min(all.size(), from + 1 + random.nextInt(1 + customers / 3));
            var part = sketch(all.subList(from, to).stream().mapToInt(it -> it));
            if (random.nextBoolean()) {
                part.merge(bytes);
                bytes = part.bytes();
            } else {
                var whole = new CustomerSketch();
                whole.merge(bytes);
                whole.merge(part.bytes());
                bytes = whole.bytes();
            }
            from = to;
        }
        return bytes;
    }

    private static CustomerSketch sketch(IntStream customers) {
        var sketch = new CustomerSketch();
        customers.forEach(it -> sketch.add("customer-" + it));
        return sketch;
    }
}
