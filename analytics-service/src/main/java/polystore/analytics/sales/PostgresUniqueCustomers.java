package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Estimates the customers with paid orders by merging sketches, with the customers at the edges of the range from the
/// orders themselves.
@ApplicationScoped
class PostgresUniqueCustomers {

    /// A row has all sketches of an interval: up to 12 MB for a month.
    private static final int FETCHED_ROWS = 100;

    /// Sketches are concatenated in the database, each after its length, because rows cost more than bytes.
    private static final String SKETCHES = """
        with part as (
            select bucket as at, value, currency, orders, sketch from customer_sketch
             where dimension = :dimension and bucket >= :first and bucket < :end)
        """ + PostgresTimeZones.LOCATED + " select " + PostgresTimeZones.START + """
             , value, currency, sum(orders) as orders,
               string_agg(int4send(length(sketch)) || sketch, '') as sketches
          from located group by 1, 2, 3, 4
        """;

    private static final String EDGES = """
        with part as (
            select at, value, currency, customer_id
              from customer_effect where dimension = :dimension and at >= :from and at < :first
            union all
            select at, value, currency, customer_id
              from customer_effect where dimension = :dimension and at >= :end and at < :to)
        """ + PostgresTimeZones.LOCATED + " select " + PostgresTimeZones.START + """
             , value, currency, customer_id, count(*) as orders
          from located group by 1, 2, 3, 4, 5
        """;

    /// The customers of buckets where a sketch has fewer orders than the measure.
    private static final String INCOMPLETE =
            """
        with incomplete as (
            select distinct m.bucket
              from measure m left join customer_sketch s
                on s.dimension = m.dimension and s.bucket = m.bucket and s.value = m.value
               and s.currency = m.currency and s.bucket >= :first and s.bucket < :end
             where m.dimension = :dimension and m.bucket >= :first and m.bucket < :end
               and m.orders > 0 and s.orders is distinct from m.orders),
        part as (
            select e.* from incomplete i cross join lateral (
                   select at, value, currency, customer_id from customer_effect
                    where dimension = :dimension and at >= i.bucket and at < i.bucket + interval '15 minutes') e)
        """ + PostgresTimeZones.LOCATED + " select " + PostgresTimeZones.START + """
             , value, currency, customer_id, count(*) as orders
          from located group by 1, 2, 3, 4, 5
        """;

    /// The row of sales to which customers belong.
    record Cell(Instant start, String value, String currency) {}

    /// @param query not by status
    /// @param paid orders of each cell, by the measures
    public Map<Cell, Long> estimates(Handle snapshot, SalesQuery query, Map<Cell, Long> paid) {
        var counted = new HashMap<Cell, Counted>();
        bind(snapshot.createQuery(SKETCHES), query)
                .map((row, _) -> new Sketches(cell(query, row), row.getLong("orders"), row.getBytes("sketches")))
                .forEach(it -> counted(counted, it.cell()).merge(it));
        addCustomers(snapshot.createQuery(EDGES), query, counted);
        if (paid.entrySet().stream().anyMatch(it -> counted(counted, it.getKey()).orders != it.getValue())) {
            addCustomers(snapshot.createQuery(INCOMPLETE), query, counted);
        }
        return counted.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> it.getValue().sketch.estimate()));
    }

    private record Sketches(Cell cell, long orders, ByteBuffer sketches) {

        Sketches(Cell cell, long orders, byte[] sketches) {
            this(cell, orders, ByteBuffer.wrap(sketches));
        }
    }

    private record CustomerOrders(Cell cell, String customer, long orders) {}

    /// The customers of a cell, and in how many orders they were found.
    private static final class Counted {

        private final CustomerSketch sketch = new CustomerSketch();
        private long orders;

        void merge(Sketches from) {
            orders += from.orders();
            var left = from.sketches();
            while (left.hasRemaining()) {
                var bytes = new byte[left.getInt()];
                left.get(bytes);
                sketch.merge(bytes);
            }
        }

        void add(CustomerOrders from) {
            orders += from.orders();
            sketch.add(from.customer());
        }
    }

    private static void addCustomers(Query statement, SalesQuery query, Map<Cell, Counted> to) {
        bind(statement, query)
                .map((row, _) ->
                        new CustomerOrders(cell(query, row), row.getString("customer_id"), row.getLong("orders")))
                .forEach(it -> counted(to, it.cell()).add(it));
    }

    private static Query bind(Query statement, SalesQuery query) {
        return PostgresTimeZones.bind(PostgresTimeRange.bind(statement, query), query)
                .setFetchSize(FETCHED_ROWS);
    }

    private static Cell cell(SalesQuery query, ResultSet row) throws SQLException {
        return new Cell(PostgresTimeZones.start(query, row), row.getString("value"), row.getString("currency"));
    }

    private static Counted counted(Map<Cell, Counted> counted, Cell cell) {
        return counted.computeIfAbsent(cell, _ -> new Counted());
    }
}
