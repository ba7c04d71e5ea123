package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.analytics.TestDatabase;
import polystore.analytics.intake.OrderHistories;
import polystore.analytics.intake.PostgresConsumedEvents;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.analytics.sales.SalesQuery.Interval;
import polystore.analytics.sales.TopProduct.Ranking;
import polystore.platform.persistence.PostgresJdbi;
import polystore.platform.testing.TestStores;

/// No report on a short range of a large history and no statement that takes an event reads a table whole, with the
/// generic plans of the service. `./polystore soak` runs it on ten million facts.
class ReportPlansIT {

    private static final int FACTS = Integer.getInteger("plans.facts", 40_000);

    private static final Set<String> LARGE = Set.of(
            "order_fact",
            "order_line_fact",
            "order_return_fact",
            "customer_fact",
            "measure",
            "customer_sketch",
            "step_duration",
            "consumed_event");

    /// Orders at even distances for more than a year, ten of each customer, one of ten returned.
    private static final String FILL = """
        insert into order_fact (order_id, version, status, customer_id, country, currency, total, units,
                                placed_at, paid_at, shipped_at)
        select gen_random_uuid(), 3, 'SHIPPED', 'c' || n % (FACTS / 10), 'AT', 'EUR', 10, 1,
               at, at + interval '1 minute', at + interval '1 hour'
          from generate_series(1, FACTS) as s (n),
               lateral (select timestamptz '2025-01-01 00:00Z' + n * (interval '420 days' / FACTS) as at) t;
        insert into order_line_fact
        select order_id, 1, 's' || version, 'p1', 'shoes', 1, 10 from order_fact;
        insert into order_return_fact
        select order_id, 4, 1, shipped_at + interval '1 day', 1, 5 from order_fact where customer_id like '%7';
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
        insert into consumed_event select gen_random_uuid(), placed_at from order_fact;
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
                        FILL.replace("EMPTY", HexFormat.of().formatHex(new CustomerSketch().bytes()))
                                .replace("FACTS", Integer.toString(FACTS)))
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
    void topProductsOfADay() {
        var query = new SalesQuery(FROM, TO, Interval.DAY, ZoneOffset.UTC, Dimension.PRODUCT);
        assertReadsNoTableWhole(it -> assertThat(new PostgresTopProducts().top(it, query, Ranking.REVENUE, null, 20))
                .hasSize(1));
    }

    @Test
    void oneCustomer() {
        assertReadsNoTableWhole(
                it -> assertThat(new PostgresCustomers().find(it, "c17")).isPresent());
    }

    @Test
    void theEventsOfAnOrder() {
        var events = new OrderHistories(new Random(1)).longOrder();
        var order = Set.of(events.getFirst().orderId());
        var measures = TestDatabase.measureEvents();
        assertReadsNoTableWhole(it -> it.useTransaction(transaction -> {
            assertThat(new PostgresConsumedEvents().add(transaction, List.of(UUID.randomUUID())))
                    .hasSize(1);
            measures.versions(transaction, order);
            measures.handle(transaction, events);
        }));
    }

    @Test
    void forgettingTheIdsOfOldEvents() {
        assertReadsNoTableWhole(it ->
                assertThat(new PostgresConsumedEvents().forget(it, FROM, 100)).isEqualTo(100));
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
                // A batch has closed its statement.
                var statement = context.getStatement();
                for (var it = statement == null ? null : statement.getWarnings();
                        it != null;
                        it = it.getNextWarning()) {
                    PLANS.add(it.getMessage());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
