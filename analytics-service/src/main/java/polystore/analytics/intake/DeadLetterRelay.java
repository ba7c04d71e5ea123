package polystore.analytics.intake;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import polystore.platform.messaging.BatchProcessor;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.ParkedRecord;

/// Sends poisoned events to the dead-letter topic after they were parked, so that the consumer never waits for it.
@ApplicationScoped
class DeadLetterRelay {

    private static final Logger LOG = Logger.getLogger(DeadLetterRelay.class);
    private static final int BATCH_MAX = 100;

    private final Jdbi jdbi;
    private final PostgresDeadLetters parked;
    private final DeadLetters deadLetters;
    /// Whether the last attempt failed, which is logged once.
    private volatile boolean failing;

    public DeadLetterRelay(Jdbi jdbi, PostgresDeadLetters parked, DeadLetters deadLetters) {
        this.jdbi = jdbi;
        this.parked = parked;
        this.deadLetters = deadLetters;
    }

    /// At least once: after a crash between sending and marking, a record is sent again.
    @Scheduled(
            identity = "dead-letters",
            every = "1s",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void relay() {
        try {
            sendUnsent();
            if (failing) {
                failing = false;
                LOG.info("Dead letters are sent again");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warnf(
                        "Dead letters cannot be sent, which is tried again each second: %s", BatchProcessor.reason(e));
            }
        }
    }

    private void sendUnsent() {
        jdbi.useTransaction(transaction -> {
            List<ParkedRecord> unsent = parked.unsent(transaction, BATCH_MAX);
            if (!unsent.isEmpty()) {
                deadLetters.send(unsent.stream().map(DeadLetterRelay::letter).toList());
                parked.markSent(transaction, unsent);
            }
        });
    }

    private static Rejected<IdentifiedEvent> letter(ParkedRecord parked) {
        return new Rejected<>(parked.record(), Objects.requireNonNullElse(parked.cause(), ""), parked.attempts());
    }
}
