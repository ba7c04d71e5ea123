package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearCacheTest extends ProductCacheContract {

    private final NearCache cache = new NearCache();

    @Override
    ProductCache cache() {
        return cache;
    }

    @Test
    void entriesForGuessedIdsAreLimited() {
        IntStream.range(0, 50_000).forEach(i -> cache.putAbsent("guess-" + i));
        assertThat(cache.absentCount()).isLessThanOrEqualTo(NearCache.ABSENT_MAX);
    }

    @Test
    void anAbsenceIsForgotten() {
        cache.putAbsent("id");
        assertThat(cache.isAbsent("id")).isTrue();
        cache.forgetAbsent("id");
        assertThat(cache.isAbsent("id")).isFalse();
    }
}
