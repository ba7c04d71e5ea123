package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.analytics.TestDatabase;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.analytics.sales.SalesQuery.Interval;
import polystore.platform.persistence.PostgresJdbi;
import polystore.platform.testing.TestStores;

/// A report on a short range of a large history reads no table whole, with the generic plans of the service.
class ReportPlansIT {

    private static final Set<String> LARGE =
            Set.of("order_fact", "order_line_fact", "customer_fact", "measure", "customer_sketch", "step_duration");

    /// An order each quarter of an hour for more than a year, of 4000 customers.
    private static final String FILL = """
        insert into order_fact (order_id, version, status, customer_id, country, currency, total, units,
                                placed_at, paid_at, shipped_at)
        select gen_random_uuid(), 3, 'SHIPPED', 'c' || n % 4000, 'AT', 'EUR', 10, 1,
               at, at + interval '1 minute', at + interval '1 hour'
          from generate_series(1, 40000) as s (n),
               lateral (select timestamptz '2025-01-01 00:00Z' + n * interval '15 minutes' as at) t;
        insert into order_line_fact
        select order_id, 1, 's' || version, 'p1', 'shoes', 1, 10 from order_fact;
        insert into customer_fact select customer_id, min(paid_at) from order_fact group by 1;
        insert into measure
        select dimension, date_bin('15 minutes', at, timestamptz 'epoch'), value, currency,
               sum(placed), sum(orders), sum(units), sum(revenue), sum(cancelled), sum(returned)
          from sale_effect group by 1, 2, 3, 4;
        insert into customer_sketch
        select dimension, bucket, value, currency, orders, decode('EMPTY', 'hex')
          from measure where dimension <> 'status' and orders > 0;
        insert into step_duration
        select step, date_bin('15 minutes', at, timestamptz 'epoch'), bin, count(*) from step_effect group by 1, 2, 3;
        analyze
        """;

    private static final Instant FROM = Instant.parse("2025-06-01T00:01:00Z");
    private static final Instant TO = Instant.parse("2025-06-02T00:02:00Z");
    private static final TimeRange DAY = new TimeRange(FROM, TO);

    private static final List<String> PLANS = new ArrayList<>();

    @SuppressWarnings("NullAway") // set before every test
    private static Jdbi jdbi = null;

    @BeforeAll
    static void fill() {
        var database = TestDatabase.create().database();
        var superuser = TestStores.postgres().superuser();
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(superuser.user());
        source.setPassword(superuser.password());
        jdbi = PostgresJdbi.of(source);
        jdbi.useHandle(handle -> handle.createScript(
                        FILL.replace("EMPTY", HexFormat.of().formatHex(new CustomerSketch().bytes())))
                .execute());
        jdbi.setSqlLogger(new PlanLogger());
    }

    @Test
    void salesOfADay() {
        for (var by : Dimension.values()) {
            assertReadsNoTableWhole(it -> new PostgresSales(new PostgresUniqueCustomers())
                    .rows(it, new SalesQuery(FROM, TO, Interval.HOUR, ZoneOffset.UTC, by), true, 100_000));
        }
    }

    @Test
    void theFunnelOfADay() {
        assertReadsNoTableWhole(it -> assertThat(new PostgresFunnel(new PostgresStepDurations())
                        .of(it, DAY)
                        .placed())
                .isPositive());
    }

    @Test
    void cohortsOfADay() {
        assertReadsNoTableWhole(it -> new PostgresCohorts().rows(it, DAY, ZoneOffset.UTC, 1_000));
    }

    @Test
    void aReportThatReadsATableWholeIsNoticed() {
        assertThat(plans(it -> it.createQuery("select count(*) from order_fact where total > 100")
                        .mapTo(Long.class)
                        .one()))
                .contains("Seq Scan on order_fact");
    }

    private static void assertReadsNoTableWhole(Consumer<Handle> report) {
        var plans = plans(report);
        assertThat(plans).contains("Query Text");
        LARGE.forEach(table -> assertThat(plans).doesNotContainPattern("Seq Scan on (public\\.)?" + table + "\\b"));
    }

    private static String plans(Consumer<Handle> report) {
        PLANS.clear();
        jdbi.useHandle(handle -> {
            handle.execute("load 'auto_explain'");
            handle.execute("set auto_explain.log_min_duration = 0");
            handle.execute("set client_min_messages = log");
            handle.execute("set plan_cache_mode = force_generic_plan");
            report.accept(handle);
        });
        return String.join("\n", PLANS);
    }

    /// The plans that `auto_explain` reports as warnings of a statement.
    private static final class PlanLogger implements SqlLogger {

        @Override
        public void logAfterExecution(StatementContext context) {
            try {
                for (var it = context.getStatement().getWarnings(); it != null; it = it.getNextWarning()) {
                    PLANS.add(it.getMessage());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
