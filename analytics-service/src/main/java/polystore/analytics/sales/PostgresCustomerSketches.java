package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Stores the customers of each cell of the measures as a sketch.
@ApplicationScoped
public class PostgresCustomerSketches {

    private static final String PAID =
            "select order_id from order_fact where order_id = any(:ids) and paid_at is not null";

    private static final String EFFECTS = """
        select dimension, date_bin('15 minutes', at, timestamptz 'epoch') as bucket, value, currency, customer_id,
               count(*) as orders
          from customer_effect where order_id = any(:ids) group by 1, 2, 3, 4, 5
        """;

    /// The lock on the measure, which has been changed before, keeps other transactions from changing the sketch.
    private static final String STORED = """
        select m.dimension, m.bucket, m.value, m.currency, m.orders as measured, s.orders, s.sketch
          from unnest(:dimensions, cast(:buckets as timestamptz[]), :values, :currencies)
               as c (dimension, bucket, value, currency)
          join measure m using (dimension, bucket, value, currency)
          left join customer_sketch s using (dimension, bucket, value, currency)
        """;

    private static final String OF_CELL = """
        select distinct customer_id from customer_effect
         where dimension = :dimension and value = :value and currency = :currency
           and at >= :bucket and at < cast(:bucket as timestamptz) + interval '15 minutes'
        """;

    private static final String STORE = """
        insert into customer_sketch (dimension, bucket, value, currency, orders, sketch)
        values (:dimension, :bucket, :value, :currency, :orders, :sketch)
        on conflict (dimension, bucket, value, currency) do update
           set orders = excluded.orders, sketch = excluded.sketch
        """;

    /// Those of these orders that are paid.
    public Set<UUID> paid(Handle transaction, Collection<UUID> orders) {
        return new HashSet<>(transaction
                .createQuery(PAID)
                .bindArray("ids", UUID.class, List.copyOf(orders))
                .mapTo(UUID.class)
                .list());
    }

    /// @param newlyPaid orders that the measures count as paid since this transaction
    public void add(Handle transaction, Collection<UUID> newlyPaid) {
        if (newlyPaid.isEmpty()) {
            return;
        }
        var added = added(transaction, newlyPaid);
        var batch = transaction.prepareBatch(STORE);
        for (var cell : stored(transaction, List.copyOf(added.keySet()))) {
            var sketch = sketch(transaction, cell, added.getOrDefault(cell.cell(), Added.NONE));
            batch.bind("dimension", cell.cell().dimension())
                    .bind("bucket", cell.cell().bucket())
                    .bind("value", cell.cell().value())
                    .bind("currency", cell.cell().currency())
                    .bind("orders", cell.measured())
                    .bind("sketch", sketch.bytes())
                    .add();
        }
        batch.execute();
    }

    /// Customers of new orders of a cell.
    private record Added(long orders, List<String> customers) {

        static final Added NONE = new Added(0, List.of());

        Added and(Added other) {
            var all = new ArrayList<>(customers);
            all.addAll(other.customers);
            return new Added(orders + other.orders, all);
        }
    }

    /// @param measured paid orders of the measure, with the new ones
    /// @param orders paid orders in the sketch
    private record Stored(MeasureCell cell, long measured, long orders, CustomerSketch sketch) {}

    private static SortedMap<MeasureCell, Added> added(Handle transaction, Collection<UUID> orders) {
        var added = new TreeMap<MeasureCell, Added>();
        transaction
                .createQuery(EFFECTS)
                .bindArray("ids", UUID.class, List.copyOf(orders))
                .map((row, _) -> added.merge(
                        PostgresMeasures.cell(row),
                        new Added(row.getLong("orders"), List.of(row.getString("customer_id"))),
                        Added::and))
                .list();
        return added;
    }

    private static List<Stored> stored(Handle transaction, List<MeasureCell> cells) {
        return transaction
                .createQuery(STORED)
                .bindArray("dimensions", String.class, of(cells, MeasureCell::dimension))
                .bindArray("buckets", String.class, of(cells, it -> it.bucket().toString()))
                .bindArray("values", String.class, of(cells, MeasureCell::value))
                .bindArray("currencies", String.class, of(cells, MeasureCell::currency))
                .map((row, _) -> stored(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var sketch = new CustomerSketch();
        var bytes = row.getBytes("sketch");
        if (bytes != null) {
            sketch.merge(bytes);
        }
        return new Stored(PostgresMeasures.cell(row), row.getLong("measured"), row.getLong("orders"), sketch);
    }

    private static CustomerSketch sketch(Handle transaction, Stored stored, Added added) {
        if (stored.orders() + added.orders() == stored.measured()) {
            added.customers().forEach(stored.sketch()::add);
            return stored.sketch();
        }
        var sketch = new CustomerSketch();
        ofCell(transaction, stored.cell()).forEach(sketch::add);
        return sketch;
    }

    private static List<String> ofCell(Handle transaction, MeasureCell cell) {
        return transaction
                .createQuery(OF_CELL)
                .bind("dimension", cell.dimension())
                .bind("value", cell.value())
                .bind("currency", cell.currency())
                .bind("bucket", cell.bucket())
                .mapTo(String.class)
                .list();
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }
}
