package polystore.analytics.housekeeping;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import polystore.analytics.intake.PostgresConsumedEvents;

/// Forgets the ids of events that the topic has forgotten.
@ApplicationScoped
public class ForgetEventIds {

    /// The topic keeps 30 days; half as much again for a broker that cleans up late.
    private static final Duration KEPT = Duration.ofDays(45);
    /// One batch locks for milliseconds; a run is bounded, the next one goes on.
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
