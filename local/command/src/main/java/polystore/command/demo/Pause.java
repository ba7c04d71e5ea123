package polystore.command.demo;

import java.time.Duration;

/// Lets time pass; a test's lets none.
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
