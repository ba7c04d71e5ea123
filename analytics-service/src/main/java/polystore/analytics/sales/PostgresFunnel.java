package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Counts the orders that have reached each status.
@ApplicationScoped
class PostgresFunnel {

    private static final String FUNNEL = """
        select count(*) as placed, count(paid_at) as paid, count(shipped_at) as shipped,
               count(delivered_at) as delivered, count(returned_at) as returned,
               count(cancelled_at) as cancelled, count(expired_at) as expired
          from order_fact where placed_at >= :from and placed_at < :to
        """;

    public Funnel of(Handle snapshot, Instant from, Instant to) {
        return snapshot.createQuery(FUNNEL)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Funnel(
                        row.getLong("placed"),
                        row.getLong("paid"),
                        row.getLong("shipped"),
                        row.getLong("delivered"),
                        row.getLong("returned"),
                        row.getLong("cancelled"),
                        row.getLong("expired")))
                .one();
    }
}
