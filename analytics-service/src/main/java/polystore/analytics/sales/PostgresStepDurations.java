package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// How long orders take from one status to the next: numbers of orders per bin, stored like the measures.
@ApplicationScoped
public class PostgresStepDurations {

    private static final String EFFECTS = """
        select step, date_bin('15 minutes', at, timestamptz 'epoch') as bucket, bin, count(*) as orders
          from step_effect where order_id = any(:ids) group by 1, 2, 3
        """;

    /// Rows are locked in the order of the cells, so that two instances cannot deadlock.
    private static final String ADD = """
        insert into step_duration as d (step, bucket, bin, orders)
        select step, bucket::timestamptz, bin, orders
          from unnest(:steps, :buckets, :bins, :orders) with ordinality as e (step, bucket, bin, orders, nr)
         order by nr
        on conflict (step, bucket, bin) do update set orders = d.orders + excluded.orders
        """;

    private static final String STORED = """
        with part as (
            select step, bin, orders from step_duration
             where step in ('placed-paid', 'paid-shipped', 'shipped-delivered') and bucket >= :first and bucket < :end
            union all
            select step, bin, 1 from step_effect where at >= :from and at < :first
            union all
            select step, bin, 1 from step_effect where at >= :end and at < :to)
        select step, bin, sum(orders) as orders from part group by 1, 2
        """;

    private static final String OF_FACTS = """
        select step, bin, count(*) as orders from step_effect where at >= :from and at < :to group by 1, 2
        """;

    /// The numbers that these orders currently add.
    public Map<StepCell, Long> effects(Handle transaction, Collection<UUID> orders) {
        var effects = new HashMap<StepCell, Long>();
        transaction
                .createQuery(EFFECTS)
                .bindArray("ids", UUID.class, List.copyOf(orders))
                .map((row, _) -> Map.entry(
                        new StepCell(
                                row.getString("step"),
                                row.getTimestamp("bucket").toInstant(),
                                row.getInt("bin")),
                        row.getLong("orders")))
                .forEach(it -> effects.put(it.getKey(), it.getValue()));
        return effects;
    }

    /// Adds what the orders add after their events, less what they added before.
    public void add(Handle transaction, Map<StepCell, Long> after, Map<StepCell, Long> before) {
        var difference = new TreeMap<StepCell, Long>(after);
        before.forEach((cell, orders) -> difference.merge(cell, -orders, Long::sum));
        difference.values().removeIf(orders -> orders == 0);
        if (!difference.isEmpty()) {
            add(transaction, difference);
        }
    }

    private static void add(Handle transaction, SortedMap<StepCell, Long> difference) {
        var cells = List.copyOf(difference.keySet());
        transaction
                .createUpdate(ADD)
                .bindArray("steps", String.class, of(cells, StepCell::step))
                .bindArray("buckets", String.class, of(cells, it -> it.bucket().toString()))
                .bindArray("bins", Integer.class, of(cells, StepCell::bin))
                .bindArray("orders", Long.class, List.copyOf(difference.values()))
                .execute();
    }

    /// The durations of each step of the orders placed in the range.
    ///
    /// @param steps number of steps of these orders; where fewer are stored, a version that stores none has applied
    /// events, and the durations come from the facts
    Map<String, DurationHistogram> read(Handle snapshot, TimeRange range, long steps) {
        var buckets = range.buckets();
        var stored = histograms(
                snapshot.createQuery(STORED).bind("first", buckets.from()).bind("end", buckets.to()), range);
        var count = stored.values().stream().mapToLong(DurationHistogram::count).sum();
        return count == steps ? stored : histograms(snapshot.createQuery(OF_FACTS), range);
    }

    private static Map<String, DurationHistogram> histograms(Query query, TimeRange range) {
        var histograms = new HashMap<String, DurationHistogram>();
        query.bind("from", range.from())
                .bind("to", range.to())
                .map((row, _) -> Map.entry(row.getString("step"), Map.entry(row.getInt("bin"), row.getLong("orders"))))
                .forEach(it -> histograms
                        .computeIfAbsent(it.getKey(), _ -> new DurationHistogram())
                        .add(it.getValue().getKey(), it.getValue().getValue()));
        return histograms;
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }
}
