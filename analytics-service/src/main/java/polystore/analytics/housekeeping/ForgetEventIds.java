package polystore.analytics.housekeeping;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import polystore.analytics.intake.PostgresConsumedEvents;

/// Deletes the ids of events that the topic no longer has.
@ApplicationScoped
class ForgetEventIds {

    /// The topic's retention is 30 days; 15 more for a broker that deletes late.
    private static final Duration KEPT = Duration.ofDays(45);
    /// Rows per batch, which locks them for milliseconds; the number of batches per run is limited too.
    private static final int BATCH = 5_000;

    private static final int BATCHES_MAX = 200;

    private final Jdbi jdbi;
    private final PostgresConsumedEvents consumed;
    private final Clock clock = Clock.systemUTC();

    public ForgetEventIds(Jdbi jdbi, PostgresConsumedEvents consumed) {
        this.jdbi = jdbi;
        this.consumed = consumed;
    }

    @Scheduled(
            identity = "forget-event-ids",
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        var before = clock.instant().minus(KEPT);
        for (var batch = 0; batch < BATCHES_MAX; batch++) {
            if (jdbi.inTransaction(transaction -> consumed.forget(transaction, before, BATCH)) < BATCH) {
                return;
            }
        }
    }
}
