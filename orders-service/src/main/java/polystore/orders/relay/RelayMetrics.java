package polystore.orders.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import polystore.orders.outbox.Relay;
import polystore.orders.relay.PostgresBacklog.Backlog;

/// Meters of the relay; each instance reads the backlog from the database.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.outbox.waiting` | | rows not delivered yet, counted up to 10,000 |
/// | `polystore.outbox.oldest.age.seconds` | | age of the oldest row not delivered, 0 for none |
/// | `polystore.outbox.parked.rows` | | rows parked because Kafka refuses them, counted up to 10,000 |
/// | `polystore.outbox.leader` | | 1 in the instance that relays, 0 elsewhere; the sum is 1 |
/// | `polystore.outbox.sent` | | rows acknowledged by Kafka, counted by the leader; repeats count again |
/// | `polystore.outbox.parked` | | rows parked since the start of this instance |
@ApplicationScoped
class RelayMetrics {

    private static final Logger LOG = Logger.getLogger(RelayMetrics.class);

    private final PostgresBacklog backlog;
    private final Counter sent;
    private final Counter parked;
    private final AtomicBoolean leader = new AtomicBoolean();
    private final AtomicReference<Backlog> last = new AtomicReference<>(new Backlog(0, 0, 0));

    public RelayMetrics(PostgresBacklog backlog, MeterRegistry meters) {
        this.backlog = backlog;
        this.sent = meters.counter("polystore.outbox.sent");
        this.parked = meters.counter("polystore.outbox.parked");
        meters.gauge("polystore.outbox.waiting", last, seen -> seen.get().waiting());
        meters.gauge(
                "polystore.outbox.oldest.age.seconds", last, seen -> seen.get().ageSeconds());
        meters.gauge("polystore.outbox.parked.rows", last, seen -> seen.get().parked());
        meters.gauge("polystore.outbox.leader", leader, leads -> leads.get() ? 1 : 0);
    }

    /// As read at most five seconds ago.
    Backlog backlog() {
        return last.get();
    }

    void leads(boolean leads) {
        leader.set(leads);
    }

    boolean isLeader() {
        return leader.get();
    }

    void count(Relay.Pass pass) {
        sent.increment(pass.sent());
        parked.increment(pass.parked());
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        try {
            last.set(backlog.read());
        } catch (JdbiException e) {
            LOG.debug("The backlog of the outbox could not be read; the health check reports the database", e);
        }
    }
}
