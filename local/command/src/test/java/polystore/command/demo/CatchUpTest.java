package polystore.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final Pause pause = time -> now.updateAndGet(before -> before.plus(time));

    @Test
    void waitsUntilTheAnswerIsAsExpected() {
        var asked = new AtomicInteger();

        assertThat(await(asked::incrementAndGet, 40)).isEqualTo(40);
        assertThat(now.get()).isAfter(Instant.EPOCH);
    }

    @Test
    void givesUpWhenACompleteAnswerDoesNotChangeAnyMore() {
        assertThat(await(() -> 3, 40)).isEqualTo(3);
        assertThat(Duration.between(Instant.EPOCH, now.get()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void givesUpAfterTwoMinutesWhateverHappens() {
        var asked = new AtomicInteger();

        assertThat(await(asked::decrementAndGet, 40)).isNegative();
        assertThat(Duration.between(Instant.EPOCH, now.get()))
                .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(121));
    }

    private int await(Supplier<Integer> ask, int expected) {
        return new CatchUp(clock, pause).<Integer>await(ask, answer -> answer == expected, answer -> answer == 3);
    }
}
