package polystore.command.demo;

import java.time.Duration;

/// Waits for a given time; replaced in tests by one that returns at once.
@FunctionalInterface
public interface Pause {
    void of(Duration time);

    /// Sleeps.
    static Pause real() {
        return time -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", e);
            }
        };
    }
}
