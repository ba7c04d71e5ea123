package polystore.analytics.sales;

import java.util.Locale;
import org.jdbi.v3.core.statement.Query;

/// The SQL for a time range: complete buckets from the measures, the edges of the range from the orders
/// themselves.
final class PostgresTimeRange {

    static final String SQL = """
        with part as (
            select bucket as at, value, currency, placed, orders, units, revenue, cancelled, returned
              from measure where dimension = :dimension and bucket >= :first and bucket < :end
            union all
            select at, value, currency, placed, orders, units, revenue, cancelled, returned
              from sale_effect where dimension = :dimension and at >= :from and at < :first
            union all
            select at, value, currency, placed, orders, units, revenue, cancelled, returned
              from sale_effect where dimension = :dimension and at >= :end and at < :to)
        """;

    private PostgresTimeRange() {}

    static Query bind(Query statement, SalesQuery query) {
        return statement
                .bind("dimension", query.by().name().toLowerCase(Locale.ROOT))
                .bind("from", query.from())
                .bind("first", query.firstBucket())
                .bind("end", query.endOfBuckets())
                .bind("to", query.to());
    }
}
