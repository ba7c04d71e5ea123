package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The measures: sums of the effects of all orders, by cell.
@ApplicationScoped
public class PostgresMeasures {

    private static final String EFFECTS = """
        select dimension, date_bin('15 minutes', at, timestamptz 'epoch') as bucket, value, currency,
               sum(placed) as placed, sum(orders) as orders, sum(units) as units,
               sum(revenue) as revenue, sum(cancelled) as cancelled, sum(returned) as returned
          from sale_effect where order_id = any(:ids) group by 1, 2, 3, 4
        """;

    /// Rows are locked in the order of the cells, so that two instances cannot deadlock.
    private static final String ADD = """
        insert into measure as m (dimension, bucket, value, currency, placed, orders, units, revenue, cancelled, returned)
        select dimension, bucket::timestamptz, value, currency, placed, orders, units, revenue, cancelled, returned
          from unnest(:dimensions, :buckets, :values, :currencies, :placed, :orders, :units, :revenue, :cancelled, :returned)
               with ordinality as d (dimension, bucket, value, currency,
                                     placed, orders, units, revenue, cancelled, returned, nr)
         order by nr
        on conflict (dimension, bucket, value, currency) do update
           set placed = m.placed + excluded.placed, orders = m.orders + excluded.orders,
               units = m.units + excluded.units, revenue = m.revenue + excluded.revenue,
               cancelled = m.cancelled + excluded.cancelled, returned = m.returned + excluded.returned
        """;

    /// The current effects of these orders on the measures.
    public Map<MeasureCell, Amounts> effects(Handle transaction, Collection<UUID> orders) {
        var effects = new HashMap<MeasureCell, Amounts>();
        transaction
                .createQuery(EFFECTS)
                .bindArray("ids", UUID.class, List.copyOf(orders))
                .map((row, context) -> Map.entry(cell(row), amounts(row)))
                .forEach(it -> effects.put(it.getKey(), it.getValue()));
        return effects;
    }

    public void add(Handle transaction, SortedMap<MeasureCell, Amounts> difference) {
        var cells = List.copyOf(difference.keySet());
        var amounts = List.copyOf(difference.values());
        if (cells.isEmpty()) {
            return;
        }
        transaction
                .createUpdate(ADD)
                .bindArray("dimensions", String.class, of(cells, MeasureCell::dimension))
                .bindArray("buckets", String.class, of(cells, it -> it.bucket().toString()))
                .bindArray("values", String.class, of(cells, MeasureCell::value))
                .bindArray("currencies", String.class, of(cells, MeasureCell::currency))
                .bindArray("placed", Long.class, of(amounts, Amounts::placed))
                .bindArray("orders", Long.class, of(amounts, Amounts::orders))
                .bindArray("units", Long.class, of(amounts, Amounts::units))
                .bindArray("revenue", BigDecimal.class, of(amounts, Amounts::revenue))
                .bindArray("cancelled", BigDecimal.class, of(amounts, Amounts::cancelled))
                .bindArray("returned", BigDecimal.class, of(amounts, Amounts::returned))
                .execute();
    }

    static MeasureCell cell(ResultSet row) throws SQLException {
        return new MeasureCell(
                row.getString("dimension"),
                row.getTimestamp("bucket").toInstant(),
                row.getString("value"),
                row.getString("currency"));
    }

    static Amounts amounts(ResultSet row) throws SQLException {
        return new Amounts(
                row.getLong("placed"),
                row.getLong("orders"),
                row.getLong("units"),
                row.getBigDecimal("revenue"),
                row.getBigDecimal("cancelled"),
                row.getBigDecimal("returned"));
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }
}
