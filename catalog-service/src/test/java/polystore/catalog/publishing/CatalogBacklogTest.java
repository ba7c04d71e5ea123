package polystore.catalog.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CatalogBacklogTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final CatalogBacklog backlog = new CatalogBacklog(nanos::get);

    @Test
    void isEmptyWhileNothingWaits() {
        pass(100);
        backlog.found(0);

        assertThat(backlog.waiting()).isZero();
        assertThat(backlog.ageSeconds()).isZero();
    }

    @Test
    void countsFromTheLastPollThatFoundNothing() {
        pass(10);
        backlog.found(0);
        pass(2);
        backlog.found(3);
        pass(4);

        assertThat(backlog.waiting()).isEqualTo(3);
        assertThat(backlog.ageSeconds()).isEqualTo(6);
    }

    @Test
    void endsWhenEverythingIsPublished() {
        backlog.found(3);
        pass(4);
        backlog.published();
        pass(5);
        backlog.failed();

        assertThat(backlog.waiting()).isZero();
        assertThat(backlog.ageSeconds()).isEqualTo(5);
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
