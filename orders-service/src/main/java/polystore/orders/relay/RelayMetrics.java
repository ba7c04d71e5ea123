package polystore.orders.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import polystore.orders.outbox.Relay;

/// How the relay does, as every instance sees it in the database.
///
/// | meter | says |
/// |---|---|
/// | `polystore.outbox.waiting` | rows not delivered yet, counted up to 10,000 |
/// | `polystore.outbox.oldest.age.seconds` | age of the oldest of them, 0 for none; alarm on this one |
/// | `polystore.outbox.parked.rows` | rows set aside because Kafka refuses them, counted up to 10,000 |
/// | `polystore.outbox.leader` | 1 in the instance that relays, 0 elsewhere; the sum is 1 |
/// | `polystore.outbox.sent` | rows acknowledged by Kafka, counted by the leader; repeats count again |
/// | `polystore.outbox.parked` | rows set aside since the start of this instance |
@ApplicationScoped
public class RelayMetrics {

    private static final Logger LOG = Logger.getLogger(RelayMetrics.class);

    /// Bounded, so that a long backlog is not made longer by counting it.
    static final String LOOK = """
            select count(*) as waiting, coalesce(extract(epoch from now() - min(at)), 0) as age,
                   (select count(*) from (select from outbox_parked limit 10000) aside) as parked
            from (select o.at from relay_position p, outbox o
                  where p.relay = 'orders' and o.xid >= p.window_from and (o.xid >= p.window_to or o.id > p.after_id)
                  order by o.xid limit 10000) behind
            """;

    private final Jdbi jdbi;
    private final Counter sent;
    private final Counter parked;
    private final AtomicBoolean leader = new AtomicBoolean();
    private final AtomicReference<Look> look = new AtomicReference<>(new Look(0, 0, 0));

    public RelayMetrics(Jdbi jdbi, MeterRegistry meters) {
        this.jdbi = jdbi;
        this.sent = meters.counter("polystore.outbox.sent");
        this.parked = meters.counter("polystore.outbox.parked");
        meters.gauge("polystore.outbox.waiting", look, seen -> seen.get().waiting());
        meters.gauge(
                "polystore.outbox.oldest.age.seconds", look, seen -> seen.get().ageSeconds());
        meters.gauge("polystore.outbox.parked.rows", look, seen -> seen.get().parked());
        meters.gauge("polystore.outbox.leader", leader, leads -> leads.get() ? 1 : 0);
    }

    /// What the database said when last asked.
    record Look(long waiting, double ageSeconds, long parked) {}

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
    void look() {
        try {
            look.set(read());
        } catch (JdbiException e) {
            LOG.debug("the outbox could not be looked at; the health check reports the database", e);
        }
    }

    Look read() {
        return jdbi.withHandle(
                handle -> handle.createQuery(LOOK).map((row, _) -> look(row)).one());
    }

    private static Look look(ResultSet row) throws SQLException {
        return new Look(row.getLong("waiting"), row.getDouble("age"), row.getLong("parked"));
    }
}
