package polystore.transformers.verify;

import java.sql.SQLException;
import java.time.Duration;
import polystore.transformers.run.SchemaChangedException;

/// Verifies all documents again and again. A pass that fails, because the source or the target does not answer, is
/// begun again after a while.
public final class ContinuousVerify {

    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofMinutes(1);

    private final Verify verify;
    private final Duration between;

    /// @param between end of a pass and begin of the next
    public ContinuousVerify(Verify verify, Duration between) {
        this.verify = verify;
        this.between = between;
    }

    /// Is told what happens.
    public interface Listener extends Verify.Found {

        void passed(Verify.Summary summary, Duration took) throws SQLException;

        /// @param retryAfter until the pass is begun again
        void failed(Exception cause, Duration retryAfter);
    }

    /// Returns only by an exception.
    ///
    /// @throws SchemaChangedException when the tables are no longer as they were planned
    public void run(Listener listener) throws InterruptedException {
        var retry = RETRY_FIRST;
        while (true) {
            var started = System.nanoTime();
            try {
                var summary = verify.verify(listener);
                listener.passed(summary, Duration.ofNanos(System.nanoTime() - started));
                retry = RETRY_FIRST;
                Thread.sleep(between);
            } catch (SchemaChangedException e) {
                throw e;
            } catch (SQLException | RuntimeException e) {
                listener.failed(e, retry);
                Thread.sleep(retry);
                retry = retry.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? retry.multipliedBy(2) : RETRY_MAX;
            }
        }
    }
}
