package polystore.analytics.freshness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.analytics.freshness.KafkaEndOffsets.Ends;

/// Shares one read of the end offsets among concurrent requests. A broker that was slow or away at the last read makes
/// no request wait: the last known offsets are returned at once, while one thread asks the broker again.
final class LatestEnds {

    private static final Logger LOG = Logger.getLogger(LatestEnds.class);

    /// A broker that is well answers within some milliseconds.
    private static final Duration WAIT_MAX = Duration.ofMillis(300);
    /// An answer may be this much older.
    private static final Duration KEPT = Duration.ofMillis(50);

    private final Callable<Ends> broker;
    private final Clock clock;

    private @Nullable Ends last;
    private @Nullable FutureTask<Ends> asking;
    private Instant askedAt = Instant.EPOCH;
    private boolean isAway;

    LatestEnds(Callable<Ends> broker, Clock clock) {
        this.broker = broker;
        this.clock = clock;
    }

    /// @param ends null when they were never read
    /// @param current whether the broker has returned `ends` for this request
    record Known(@Nullable Ends ends, boolean current) {}

    Known read() {
        var now = clock.instant();
        FutureTask<Ends> answer;
        Duration wait;
        synchronized (this) {
            if (!isAway && last != null && last.at().plus(KEPT).isAfter(now)) {
                return new Known(last, true);
            }
            answer = ask(now);
            wait = isAway ? Duration.ZERO : WAIT_MAX.minus(Duration.between(askedAt, now));
        }
        try {
            return new Known(answer.get(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS), true);
        } catch (ExecutionException | TimeoutException _) {
            return lastKnown();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return lastKnown();
        }
    }

    private synchronized Known lastKnown() {
        return new Known(last, false);
    }

    private synchronized FutureTask<Ends> ask(Instant now) {
        if (asking == null) {
            asking = new FutureTask<>(this::askBroker);
            askedAt = now;
            Thread.ofVirtual().name("end-offsets").start(asking);
        }
        return asking;
    }

    private Ends askBroker() throws Exception {
        try {
            var ends = broker.call();
            keep(ends);
            return ends;
        } catch (Exception e) {
            LOG.debugf(e, "The end offsets could not be read");
            keep(null);
            throw e;
        }
    }

    /// @param ends null when the broker did not return them
    private synchronized void keep(@Nullable Ends ends) {
        asking = null;
        isAway = ends == null;
        last = ends == null ? last : ends;
    }
}
