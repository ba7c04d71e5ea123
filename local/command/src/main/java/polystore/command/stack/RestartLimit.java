package polystore.command.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Limits quick restarts to five in five minutes, each after a pause twice as long as the one before. A component that
/// ends more often has a fault that a restart does not remove, such as a full disk.
public final class RestartLimit {
    private static final int RESTARTS_MAX = 5;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Duration first;
    private final Deque<Instant> restarts = new ArrayDeque<>();

    /// @param first the pause before the first restart
    public RestartLimit(Duration first) {
        this.first = first;
    }

    /// The pause between restarts beyond the limit, until the fault is removed.
    public Duration slow() {
        return first.multipliedBy(1L << (RESTARTS_MAX + 1));
    }

    /// The pause before the next restart; empty when the limit is reached.
    public Optional<Duration> next(Instant now) {
        while (!restarts.isEmpty() && restarts.getFirst().isBefore(now.minus(WINDOW))) {
            restarts.removeFirst();
        }
        if (restarts.size() >= RESTARTS_MAX) {
            return Optional.empty();
        }
        restarts.addLast(now);
        return Optional.of(first.multipliedBy(1L << (restarts.size() - 1)));
    }
}
