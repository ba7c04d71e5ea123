package polystore.orders.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void theLowestIdOfAMillisecondIsBelowAllItsIds() {
        var at = Instant.parse("2026-11-22T12:00:00.123Z");
        var id = new Ids().generator().construct(at.toEpochMilli());

        assertThat(id.version()).isEqualTo(7);
        assertThat(Ids.lowestAt(at).toString()).isLessThanOrEqualTo(id.toString());
        assertThat(Ids.lowestAt(at.plusMillis(1)).toString()).isGreaterThan(id.toString());
        assertThat(Ids.lowestAt(at).version()).isEqualTo(7);
    }

    @Test
    void usesTheNearestIdForTimesOutsideTheRange() {
        assertThat(Ids.lowestAt(Instant.MAX).toString()).startsWith("ffffffff-ffff-7000");
        assertThat(Ids.lowestAt(Instant.MIN).toString()).startsWith("00000000-0000-7000");
        assertThat(Ids.lowestAt(Instant.parse("-0001-01-01T00:00:00Z")).toString())
                .startsWith("00000000-0000-7000");
    }
}
