package polystore.orders.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.orders.documents.Documents;
import polystore.orders.placing.PlaceOrder;
import polystore.orders.plans.FilterCombinations.Mix;
import polystore.orders.plans.StatementExplainer.Mode;

/// Every statement of the service on large tables: no large table is read completely, and at most ten rows are
/// examined for each row that the statement needs.
///
/// The plans are stored in the folder `plans`, written by `-Dplans.write=true` and compared here, so that a review
/// shows a changed plan. `-Dplans.orders=1000000` explains the statements at the size of production.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlansIT {

    private static final double EXAMINED_MAX = 10;
    /// Index pages read to find a row, and pages written when the row enters its indexes.
    private static final double PAGES_PER_ROW_MAX = 60;

    /// The maintenance of partitions reads about this many pages of PostgreSQL's system catalog.
    private static final double PAGES_FREE = 400;
    private static final int BIG = 1_000;

    /// Parts of statements.
    private static final Set<String> FRAGMENTS = Set.of("PostgresOrderStock.LOCKED");

    /// Orders whose documents one pass of the relay computes under load.
    private static final int MAPPED_ORDERS = 20;

    private final Map<String, String> statements = Statements.in(classes());
    private final Map<String, String> mapped = new TreeMap<>();
    private final Set<String> big = new HashSet<>();

    @SuppressWarnings("NullAway") // set before every test, by open()
    private Connection connection = null;

    @BeforeAll
    void open() throws SQLException {
        var database = LargeShop.open();
        connection = DriverManager.getConnection(
                database.jdbcUrl(),
                database.application().user(),
                database.application().password());
        // As the service's connections, but without timeouts: a plan is judged by the rows that it reads.
        connection.createStatement().execute(newConnectionSql() + "; set statement_timeout = 0; set lock_timeout = 0");
        var rows = connection
                .createStatement()
                .executeQuery("select relname from pg_class where relkind in ('r', 'p') and reltuples > " + BIG);
        while (rows.next()) {
            big.add(rows.getString(1));
        }
        connection.setAutoCommit(false);
        mapped.putAll(Documents.queries(someOrders(), connection));
        statements.putAll(mapped);
    }

    private List<UUID> someOrders() throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var rows = connection
                .createStatement()
                .executeQuery("select id from orders where status = 'DELIVERED' limit " + MAPPED_ORDERS)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static String newConnectionSql() {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.new-connection-sql", String.class);
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    Stream<String> names() {
        return Stream.concat(runnable().keySet().stream(), mapped.keySet().stream());
    }

    /// All statements except the audits, which read whole tables on purpose.
    static Map<String, String> runnable() {
        var all = new TreeMap<>(Statements.in(classes()));
        all.keySet().removeIf(name -> FRAGMENTS.contains(name) || isAudit(name));
        return all;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyStatementReadsLittleMoreThanItNeeds(String name) throws SQLException {
        for (var mode : Mode.values()) {
            assertFrugal(name + " " + mode, plan(mode, name, Map.of()));
        }
    }

    /// An audit reads whole tables on purpose, so the test only checks that PostgreSQL accepts it.
    @Test
    void everyAuditIsAValidStatement() throws SQLException {
        for (var name : statements.keySet()) {
            if (isAudit(name)) {
                assertThat(plan(Mode.CUSTOM, name, Map.of()).shape()).as(name).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("polystore.orders.plans.FilterCombinations#all")
    void everyCombinationOfFiltersReadsLittleMoreThanItReturns(Mix mix) throws SQLException {
        for (var mode : Mode.values()) {
            assertFrugal(mix + " " + mode, explaining().plan(mode, "list", mix.sql(), mix.parameters()));
        }
    }

    @Test
    void reportsAStatementThatReadsAWholeTable() throws SQLException {
        var plan = explaining()
                .plan(Mode.CUSTOM, "counterexample", "select count(*) from orders where total > 1000000", Map.of());

        assertThat(faults(plan)).contains("reads orders whole");
    }

    @Test
    void reportsAStatementThatExaminesManyRowsForEachResult() throws SQLException {
        var plan = explaining()
                .plan(
                        Mode.CUSTOM,
                        "counterexample",
                        "select id from orders where status = 'DELIVERED' and id >= :lowest and reserved_until < '1999-01-01' order by id limit 20",
                        Map.of());

        assertThat(faults(plan)).contains("rows for each");
    }

    @Test
    void plansEqualTheStoredOnes() throws SQLException, IOException {
        var plans = new TreeMap<String, StringBuilder>();
        for (var name : names().toList()) {
            var type = name.substring(0, name.indexOf('.'));
            plans.computeIfAbsent(
                            type,
                            _ -> new StringBuilder("Generic plans of " + type + ", as explained on "
                                    + "a large shop. Written by QueryPlansIT with -Dplans.write=true.\n"))
                    .append("\n")
                    .append(name)
                    .append("\n")
                    .append(plan(Mode.GENERIC, name, Map.of()).shape().indent(4));
        }
        if (Boolean.getBoolean("plans.write")) {
            PlanFiles.write(plans);
        }
        var soft = new SoftAssertions();
        plans.forEach(
                (type, text) -> soft.assertThat(PlanFiles.read(type)).as(type).isEqualTo(text.toString()));
        soft.assertThat(PlanFiles.names()).isEqualTo(plans.keySet());
        if (LargeShop.ORDERS == 50_000) {
            soft.assertAll();
        }
    }

    private void assertFrugal(String what, Plan plan) {
        assertThat(faults(plan)).as("%s:%n%s", what, plan.shape()).isEmpty();
    }

    private String faults(Plan plan) {
        var faults = new StringBuilder();
        plan.readWhole().stream().filter(big::contains).forEach(table -> faults.append("reads " + table + " whole; "));
        if (plan.examined(big) > EXAMINED_MAX * plan.returned()) {
            faults.append("examines " + plan.examined(big) + " rows for each of " + plan.returned() + "; ");
        }
        if (plan.pages() > PAGES_FREE + PAGES_PER_ROW_MAX * plan.returned()) {
            faults.append("reads " + plan.pages() + " pages for " + plan.returned() + " rows; ");
        }
        return faults.toString();
    }

    private Plan plan(Mode mode, String name, Map<String, String> own) throws SQLException {
        return explaining().plan(mode, name, statements.getOrDefault(name, ""), own);
    }

    private StatementExplainer explaining() {
        return new StatementExplainer(connection);
    }

    private static boolean isAudit(String name) {
        return name.startsWith("Invariant.");
    }

    private static Path classes() {
        try {
            return Path.of(PlaceOrder.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("polystore/orders");
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
