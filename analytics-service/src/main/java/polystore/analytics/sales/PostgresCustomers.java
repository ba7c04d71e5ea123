package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Computes customers' totals from the facts of their orders.
@ApplicationScoped
class PostgresCustomers {

    private static final String TOTALS = """
        select f.currency, min(f.placed_at) as first, max(f.placed_at) as last,
               count(*) as placed, count(f.paid_at) as orders,
               coalesce(sum(f.units) filter (where f.paid_at is not null), 0) as units,
               coalesce(sum(f.total) filter (where f.paid_at is not null), 0) as revenue,
               sum(f.refund_due) as cancelled, coalesce(sum(r.refund), 0) as returned
          from order_fact f
          left join lateral (
               select sum(refund) as refund from order_return_fact where order_id = f.order_id) r on true
         where f.customer_id = :customer
         group by 1 order by 1
        """;

    private record Line(Instant first, Instant last, Customer.Total total) {}

    /// Empty for a customer without orders.
    public Optional<Customer> find(Handle snapshot, String customer) {
        var lines = snapshot.createQuery(TOTALS)
                .bind("customer", customer)
                .map((row, context) -> line(row))
                .list();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Customer(
                        lines.stream().map(Line::first).min(Instant::compareTo).orElseThrow(),
                        lines.stream().map(Line::last).max(Instant::compareTo).orElseThrow(),
                        lines.stream().map(Line::total).toList()));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getTimestamp("first").toInstant(),
                row.getTimestamp("last").toInstant(),
                new Customer.Total(row.getString("currency"), PostgresMeasures.amounts(row)));
    }
}
