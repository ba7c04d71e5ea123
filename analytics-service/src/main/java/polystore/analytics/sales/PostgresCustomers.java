package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Computes customers' totals from the facts of their orders.
@ApplicationScoped
class PostgresCustomers {

    private static final String TOTALS = """
        select f.currency, count(*) as placed, count(f.paid_at) as orders,
               coalesce(sum(f.units) filter (where f.paid_at is not null), 0) as units,
               coalesce(sum(f.total) filter (where f.paid_at is not null), 0) as revenue,
               sum(f.refund_due) as cancelled, coalesce(sum(r.refund), 0) as returned
          from order_fact f
          left join lateral (
               select sum(refund) as refund from order_return_fact where order_id = f.order_id) r on true
         where f.customer_id = :customer
         group by 1 order by 1
        """;

    private static final String FIRST = """
        select order_id, placed_at from order_fact where customer_id = :customer order by placed_at, order_id limit 1
        """;

    private static final String LAST = """
        select order_id, placed_at from order_fact where customer_id = :customer
         order by placed_at desc, order_id desc limit 1
        """;

    private static final String FAVOURITES = """
        select l.category, c.name, sum(l.quantity) as units
          from order_fact f join order_line_fact l using (order_id) left join category_fact c using (category)
         where f.customer_id = :customer and f.paid_at is not null and l.category is not null
         group by 1, 2 order by 3 desc, 1 limit :max
        """;

    /// Empty for a customer without orders.
    public Optional<Customer> find(Handle snapshot, String customer) {
        return order(snapshot, FIRST, customer)
                .map(first -> new Customer(
                        first,
                        order(snapshot, LAST, customer).orElse(first),
                        totals(snapshot, customer),
                        favourites(snapshot, customer)));
    }

    private static Optional<Customer.Order> order(Handle snapshot, String sql, String customer) {
        return snapshot.createQuery(sql)
                .bind("customer", customer)
                .map((row, _) -> new Customer.Order(
                        row.getObject("order_id", UUID.class),
                        row.getTimestamp("placed_at").toInstant()))
                .findOne();
    }

    private static List<Customer.Total> totals(Handle snapshot, String customer) {
        return snapshot.createQuery(TOTALS)
                .bind("customer", customer)
                .map((row, _) -> new Customer.Total(row.getString("currency"), PostgresMeasures.amounts(row)))
                .list();
    }

    private static List<Customer.Favourite> favourites(Handle snapshot, String customer) {
        return snapshot.createQuery(FAVOURITES)
                .bind("customer", customer)
                .bind("max", Customer.FAVOURITES_MAX)
                .map((row, _) ->
                        new Customer.Favourite(row.getString("category"), row.getString("name"), row.getLong("units")))
                .list();
    }
}
