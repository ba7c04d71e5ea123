package polystore.command.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartLimitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RestartLimit limit = new RestartLimit(Duration.ofSeconds(1));

    @Test
    void eachPauseIsTwiceTheOneBefore() {
        assertThat(limit.next(NOW)).contains(Duration.ofSeconds(1));
        assertThat(limit.next(NOW)).contains(Duration.ofSeconds(2));
        assertThat(limit.next(NOW)).contains(Duration.ofSeconds(4));
    }

    @Test
    void theSixthRestartWithinFiveMinutesIsRefused() {
        for (var restart = 0; restart < 5; restart++) {
            assertThat(limit.next(NOW.plusSeconds(restart * 60L))).isPresent();
        }
        assertThat(limit.next(NOW.plusSeconds(299))).isEmpty();
    }

    @Test
    void restartsBeforeTheFiveMinutesDoNotCount() {
        for (var restart = 0; restart < 5; restart++) {
            limit.next(NOW);
        }
        assertThat(limit.next(NOW.plusSeconds(301))).contains(Duration.ofSeconds(1));
    }
}
