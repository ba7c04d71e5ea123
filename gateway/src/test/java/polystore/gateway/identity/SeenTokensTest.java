package polystore.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenTokensTest {

    private static final Caller.Known ALICE = new Caller.Known("alice", Set.of("customer"));

    private final HandClock clock = new HandClock();
    private final SeenTokens seen = new SeenTokens(clock);

    @Test
    void remembersATokenForHalfAMinute() {
        seen.put("t", ALICE, clock.seconds + 3600);
        assertThat(seen.get("t")).contains(ALICE);
        clock.seconds += 29;
        assertThat(seen.get("t")).contains(ALICE);
        clock.seconds += 1;
        assertThat(seen.get("t")).isEmpty();
    }

    @Test
    void neverBeyondTheTokensExpiry() {
        seen.put("t", ALICE, clock.seconds + 5);
        clock.seconds += 5;
        assertThat(seen.get("t")).isEmpty();
    }

    @Test
    void neverMoreThanItsBoundAndNothingHuge() {
        seen.put("t", ALICE, clock.seconds + 60);
        IntStream.range(0, SeenTokens.TOKENS_MAX).forEach(i -> seen.put("t" + i, ALICE, clock.seconds + 60));
        assertThat(seen.get("t")).isEmpty();
        seen.put("x".repeat(10_000), ALICE, clock.seconds + 60);
        assertThat(seen.get("x".repeat(10_000))).isEmpty();
    }

    private static final class HandClock extends Clock {
        private long seconds = 1_800_000_000;

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
