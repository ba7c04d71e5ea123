package polystore.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProductIdsTest {

    @Test
    void areVersion7WithTheirCreationTime() {
        var now = Instant.parse("2026-01-02T03:04:05.678Z");
        var id = UUID.fromString(new ProductIds(Clock.fixed(now, ZoneOffset.UTC)).next());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void increaseAlsoWithinOneMillisecond() {
        var ids = new ProductIds(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(Stream.generate(ids::next).limit(10_000).toList()).isSorted().doesNotHaveDuplicates();
    }
}
