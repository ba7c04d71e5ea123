package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// Counts the orders that have reached each status.
@ApplicationScoped
class PostgresFunnel {

    private static final String FUNNEL = """
        select count(*) as placed, count(paid_at) as paid, count(shipped_at) as shipped,
               count(delivered_at) as delivered, count(returned_at) as returned,
               count(cancelled_at) as cancelled, count(expired_at) as expired,
               count(paid_at) + count(*) filter (where paid_at is not null and shipped_at is not null)
                   + count(*) filter (where shipped_at is not null and delivered_at is not null) as steps
          from order_fact where placed_at >= :from and placed_at < :to
        """;

    private final PostgresStepDurations durations;

    public PostgresFunnel(PostgresStepDurations durations) {
        this.durations = durations;
    }

    public Funnel of(Handle snapshot, TimeRange range) {
        return snapshot.createQuery(FUNNEL)
                .bind("from", range.from())
                .bind("to", range.to())
                .map((row, context) -> new Funnel(
                        row.getLong("placed"),
                        row.getLong("paid"),
                        row.getLong("shipped"),
                        row.getLong("delivered"),
                        row.getLong("returned"),
                        row.getLong("cancelled"),
                        row.getLong("expired"),
                        durations.read(snapshot, range, row.getLong("steps"))))
                .one();
    }
}
