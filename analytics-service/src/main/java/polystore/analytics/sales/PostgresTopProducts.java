package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Ranks products by their paid orders, in each currency separately.
@ApplicationScoped
class PostgresTopProducts {

    private static final String TOP = PostgresTimeRange.SQL + """
        , total as (
            select value, currency, sum(placed) as placed, sum(orders) as orders, sum(units) as units,
                   sum(revenue) as revenue, sum(cancelled) as cancelled, sum(returned) as returned
              from part where currency = coalesce(:currency, currency)
             group by 1, 2 having sum(orders) > 0),
        ranked as (
            select *, row_number() over (
                       partition by currency
                       order by case :ranking when 'REVENUE' then revenue when 'UNITS' then units else orders end desc,
                                value) as rank
              from total)
        select r.*, p.sku, coalesce(p.name, r.value) as name
          from ranked r left join product_fact p on p.product_id = r.value
         where rank <= :max order by currency, rank
        """;

    /// @param query by product; its interval is ignored
    /// @param max rows per currency
    public List<TopProduct> top(
            Handle snapshot, SalesQuery query, TopProduct.Ranking ranking, @Nullable String currency, int max) {
        return PostgresTimeRange.bind(snapshot.createQuery(TOP), query)
                .bindByType("currency", currency, String.class)
                .bind("ranking", ranking.name())
                .bind("max", max)
                .map((row, context) -> new TopProduct(
                        row.getString("value"),
                        row.getString("sku"),
                        row.getString("name"),
                        row.getString("currency"),
                        PostgresMeasures.amounts(row)))
                .list();
    }
}
