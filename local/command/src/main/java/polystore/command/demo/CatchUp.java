package polystore.command.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Repeats a call until its answer reflects the events that are still on their way through Kafka.
public record CatchUp(Clock clock, Pause pause) {
    private static final Duration CATCH_UP_MAX = Duration.ofMinutes(2);
    /// The relay publishes within a second: an answer that is complete and has not changed for this long is final.
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Duration BETWEEN = Duration.ofMillis(300);

    /// Repeats the call until the answer is as expected or can no longer change.
    ///
    /// @param complete whether the answer includes all published events
    /// @return the last answer
    public <T> T await(Supplier<T> ask, Predicate<T> expected, Predicate<T> complete) {
        var giveUp = clock.instant().plus(CATCH_UP_MAX);
        @Nullable T before = null;
        var unchangedSince = clock.instant();
        while (true) {
            var answer = ask.get();
            var now = clock.instant();
            if (!answer.equals(before)) {
                unchangedSince = now;
            }
            var settled = complete.test(answer) && !now.isBefore(unchangedSince.plus(SETTLED));
            if (expected.test(answer) || settled || now.isAfter(giveUp)) {
                return answer;
            }
            before = answer;
            pause.of(BETWEEN);
        }
    }
}
