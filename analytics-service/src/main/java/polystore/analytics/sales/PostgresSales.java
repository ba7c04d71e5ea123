package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import polystore.analytics.sales.SalesQuery.Dimension;

/// Reads measures by interval: complete buckets from the measures, the edges of the range from the orders
/// themselves, so that any range is exact to the microsecond.
@ApplicationScoped
class PostgresSales {

    private static final String ROWS =
            PostgresTimeRange.SQL + PostgresTimeZones.LOCATED + ", total as (select " + PostgresTimeZones.START + """
                 , value, currency,
                   sum(placed) as placed, sum(orders) as orders, sum(units) as units,
                   sum(revenue) as revenue, sum(cancelled) as cancelled, sum(returned) as returned
              from located
             group by 1, 2, 3, 4
            having sum(placed) <> 0 or sum(orders) <> 0 or sum(cancelled) <> 0 or sum(returned) <> 0
             order by 1, 2 desc, 3, 4
             limit :max)
        select t.*, p.sku, coalesce(p.name, c.name) as name
          from total t left join product_fact p on :dimension = 'product' and p.product_id = t.value
               left join category_fact c on :dimension = 'category' and c.category = t.value
         order by local_start, hour_offset_s desc, value, currency
        """;

    private final PostgresUniqueCustomers customers;

    public PostgresSales(PostgresUniqueCustomers customers) {
        this.customers = customers;
    }

    /// @param max rows to return at most; where they are all, there may be more, and they have no unique customers
    public List<SalesRow> rows(Handle snapshot, SalesQuery query, boolean uniqueCustomers, int max) {
        var rows = measures(snapshot, query, max);
        if (!uniqueCustomers || query.by() == Dimension.STATUS || rows.size() == max) {
            return rows;
        }
        var paid = rows.stream()
                .collect(Collectors.toMap(SalesRow::cell, it -> it.amounts().orders()));
        var estimates = customers.estimates(snapshot, query, paid);
        return rows.stream().map(row -> row.with(estimates)).toList();
    }

    private static List<SalesRow> measures(Handle snapshot, SalesQuery query, int max) {
        var statement = PostgresTimeRange.bind(snapshot.createQuery(ROWS), query);
        return PostgresTimeZones.bind(statement, query)
                .bind("max", max)
                .map((row, context) -> new SalesRow(
                        PostgresTimeZones.start(query, row),
                        row.getString("value"),
                        row.getString("sku"),
                        row.getString("name"),
                        row.getString("currency"),
                        PostgresMeasures.amounts(row),
                        null))
                .list();
    }
}
