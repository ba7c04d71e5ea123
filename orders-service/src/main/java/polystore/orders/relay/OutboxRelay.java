package polystore.orders.relay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.orders.outbox.DocumentPublisher;
import polystore.orders.outbox.KafkaPublisher;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.outbox.Publisher;
import polystore.orders.outbox.Relay;

/// Runs the relay in one instance at a time: the leader, which holds the advisory lock.
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    /// Longest delay until a commit of another instance is seen.
    private static final long POLL_MS = 100;
    /// Pause after a pass that found events, so that the next one sends more at once: a pass costs the same for
    /// one event as for a hundred.
    private static final long GATHER_MS = 20;
    private static final long LEADER_POLL_MS = 1_000;
    private static final long BACKOFF_MAX_MS = 2_000;
    private static final long STOP_WAIT_MS = 3_000;

    private final PostgresRelayLock lock;
    private final KafkaPublisher events;
    private final DocumentPublisher documents;
    private final OutboxSignal signal;
    private final RelayMetrics metrics;
    private final boolean enabled;
    private @Nullable Thread thread;

    public OutboxRelay(
            PostgresRelayLock lock,
            KafkaPublisher events,
            DocumentPublisher documents,
            OutboxSignal signal,
            RelayMetrics metrics,
            @ConfigProperty(name = "polystore.orders.relay", defaultValue = "true") boolean enabled) {
        this.lock = lock;
        this.events = events;
        this.documents = documents;
        this.signal = signal;
        this.metrics = metrics;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(STOP_WAIT_MS);
        }
    }

    private void run() {
        var backoff = POLL_MS;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                leadOrWait();
                backoff = POLL_MS;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warnf("The relay failed and tries again in %d ms; events stay in the outbox: %s", backoff, e);
                backoff = rest(backoff);
            }
        }
    }

    private void leadOrWait() throws Exception {
        if (!lock.lead(events, documents, this::lead)) {
            Thread.sleep(LEADER_POLL_MS);
        }
    }

    /// Relays until a pass fails, which releases the lock.
    private void lead(Relay relay) throws InterruptedException, Publisher.UnavailableException {
        try {
            metrics.leads(true);
            while (!Thread.currentThread().isInterrupted()) {
                var pass = relay.pass();
                metrics.count(pass);
                if (pass.idle()) {
                    signal.await(POLL_MS);
                } else {
                    Thread.sleep(GATHER_MS);
                }
            }
        } finally {
            metrics.leads(false);
        }
    }

    private static long rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Math.min(millis * 2, BACKOFF_MAX_MS);
    }
}
