package polystore.orders.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import polystore.orders.order.PostgresExpiry.Reservations;
import polystore.orders.time.Now;

/// Meters of the stock that unpaid orders reserve; each instance reads the gauges from the database.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.reservations.unpaid` | | unpaid orders, which reserve stock, counted up to 10,000 |
/// | `polystore.reservations.overdue.seconds` | | time since the oldest unpaid order should have expired |
/// | `polystore.reservations.expired` | | orders that this instance let expire |
@ApplicationScoped
class ReservationMetrics {

    private static final Logger LOG = Logger.getLogger(ReservationMetrics.class);

    private final PostgresExpiry expiry;
    private final Now now;
    private final Counter expired;
    private final AtomicReference<Reservations> last = new AtomicReference<>(new Reservations(0, 0));

    public ReservationMetrics(PostgresExpiry expiry, Now now, MeterRegistry meters) {
        this.expiry = expiry;
        this.now = now;
        this.expired = meters.counter("polystore.reservations.expired");
        meters.gauge("polystore.reservations.unpaid", last, seen -> seen.get().unpaid());
        meters.gauge(
                "polystore.reservations.overdue.seconds",
                last,
                seen -> seen.get().overdueSeconds());
    }

    void expired(int orders) {
        expired.increment(orders);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        try {
            last.set(expiry.reservations(now.instant()));
        } catch (JdbiException e) {
            LOG.debug("The reservations could not be read; the health check reports the database", e);
        }
    }
}
