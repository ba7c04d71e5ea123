package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Reads measures by interval: complete buckets from the measures, the edges of the range from the orders
/// themselves, so that any range is exact to the microsecond.
@ApplicationScoped
class PostgresSales {

    private static final String ROWS = PostgresTimeRange.SQL + """
        , total as (
            select date_trunc(:interval, at, :zone) as start, value, currency,
                   sum(placed) as placed, sum(orders) as orders, sum(units) as units,
                   sum(revenue) as revenue, sum(cancelled) as cancelled, sum(returned) as returned
              from part
             group by 1, 2, 3
            having sum(placed) <> 0 or sum(orders) <> 0 or sum(cancelled) <> 0 or sum(returned) <> 0
             order by 1, 2, 3
             limit :max)
        select t.*, p.sku, p.name
          from total t left join product_fact p on :dimension = 'product' and p.product_id = t.value
         order by start, value, currency
        """;

    /// @param max rows to return at most
    public List<SalesRow> rows(Handle snapshot, SalesQuery query, int max) {
        return PostgresTimeRange.bind(snapshot.createQuery(ROWS), query)
                .bind("interval", query.interval().name().toLowerCase(Locale.ROOT))
                .bind("zone", PostgresTimeZones.name(query.timeZone()))
                .bind("max", max)
                .map((row, context) -> new SalesRow(
                        row.getTimestamp("start").toInstant(),
                        row.getString("value"),
                        row.getString("sku"),
                        row.getString("name"),
                        row.getString("currency"),
                        PostgresMeasures.amounts(row)))
                .list();
    }
}
