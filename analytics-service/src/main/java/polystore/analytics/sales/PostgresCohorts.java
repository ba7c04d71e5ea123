package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Computes the months of customer cohorts from the facts of orders. The figures are exact.
@ApplicationScoped
class PostgresCohorts {

    private static final String ROWS = "with paid as (select c.customer_id, f.currency, f.total, "
            + localMonth("c.first_paid_at") + " as cohort, " + localMonth("f.paid_at") + """
             as month
              from customer_fact c join order_fact f on f.customer_id = c.customer_id
             where c.first_paid_at >= :from and c.first_paid_at < :to and f.paid_at >= :from and f.paid_at < :to)
        select cohort,
               (extract(year from month) - extract(year from cohort)) * 12
                   + extract(month from month) - extract(month from cohort) as months_since,
               currency, count(distinct customer_id) as customers, count(*) as orders, sum(total) as revenue
          from paid group by 1, 2, 3 order by 1, 2, 3 limit :max
        """;

    /// @param range of the first paid orders, and of the orders that count
    /// @param zone in which months begin
    /// @param max rows to return at most
    public List<CohortRow> rows(Handle snapshot, TimeRange range, ZoneId zone, int max) {
        return PostgresTimeZones.bind(snapshot.createQuery(ROWS), zone, range.from(), range.to())
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("max", max)
                .map((row, _) -> row(row))
                .list();
    }

    private static String localMonth(String at) {
        return "date_trunc('month', " + at + " at time zone 'UTC' + make_interval(secs => "
                + PostgresTimeZones.offsetS(at) + "))::date";
    }

    private static CohortRow row(ResultSet row) throws SQLException {
        return new CohortRow(
                YearMonth.from(row.getObject("cohort", LocalDate.class)),
                row.getInt("months_since"),
                row.getLong("customers"),
                row.getLong("orders"),
                row.getBigDecimal("revenue"),
                row.getString("currency"));
    }
}
