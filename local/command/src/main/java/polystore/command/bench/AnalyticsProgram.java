package polystore.command.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.command.home.Variable;
import polystore.contracts.orders.OrderEvent;

/// The baseline of `bench analytics`, with the classes of the built service on its class path: `URL OWNER
/// APPLICATION`. It creates the service's schema and then obeys the lines of its input: `apply ORDERS` applies their
/// events by the service's own statements, without Kafka, `fill ORDERS` makes that many facts with their measures,
/// `reports` names the reports and `report NAME` runs one; each answers a line.
final class AnalyticsProgram {

    private static final String SALES = "polystore.analytics.sales.";
    /// As many as one poll of the service returns at most: the default of Kafka's `max.poll.records`.
    private static final int BATCH = 500;

    private final Object handle;
    private final Object consumed = ServiceClasses.create("polystore.analytics.intake.PostgresConsumedEvents");
    private final Object measures = ServiceClasses.create(
            SALES + "MeasureEvents",
            ServiceClasses.create(SALES + "PostgresFacts"),
            ServiceClasses.create(SALES + "PostgresMeasures"),
            ServiceClasses.create(SALES + "PostgresStepDurations"),
            ServiceClasses.create(SALES + "PostgresCustomerSketches"));
    private final AnalyticsEvents events = new AnalyticsEvents();

    private final DataSource source;
    private final AnalyticsReports reports;

    private AnalyticsProgram(DataSource source, Object handle) {
        this.source = source;
        this.handle = handle;
        this.reports = new AnalyticsReports(handle);
    }

    public static void main(String[] arguments) throws IOException {
        var source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(Variable.PGPASSWORD.in(System.getenv()));
        ServiceClasses.call(
                ServiceClasses.create(
                        "polystore.platform.persistence.migration.PostgresMigration",
                        arguments[0],
                        arguments[1],
                        Objects.requireNonNull(source.getPassword()),
                        arguments[2]),
                "run");
        var jdbi = ServiceClasses.callStatic("polystore.platform.persistence.PostgresJdbi", "of", source);
        var program = new AnalyticsProgram(source, ServiceClasses.call(jdbi, "open"));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(AnalyticsBaseline.ANSWER + program.answer(line.split(" ", 2)));
        }
    }

    private String answer(String... command) {
        return switch (command[0]) {
            case "apply" -> apply(Integer.parseInt(command[1]));
            case "fill" -> fill(Long.parseLong(command[1]));
            case "reports" -> String.join(AnalyticsBaseline.SEPARATOR, reports.names());
            case "report" -> reports.run(command[1]);
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    /// @return events per second
    private String apply(int orders) {
        // As the connections of the service, whose generic plans are made once.
        execute("set plan_cache_mode = force_generic_plan");
        var all = events.of(orders);
        var ids = all.stream().map(_ -> events.id()).toList();
        var started = System.nanoTime();
        for (var from = 0; from < all.size(); from += BATCH) {
            var to = Math.min(all.size(), from + BATCH);
            apply(all.subList(from, to), ids.subList(from, to));
        }
        return perSecond(all.size(), started);
    }

    private void apply(List<OrderEvent> batch, List<UUID> ids) {
        var orders = new HashSet<UUID>();
        batch.forEach(it -> orders.add(it.orderId()));
        ServiceClasses.call(handle, "begin");
        ServiceClasses.call(measures, "versions", handle, orders);
        ServiceClasses.call(consumed, "add", handle, new ArrayList<>(ids));
        ServiceClasses.call(measures, "handle", handle, new ArrayList<>(batch));
        ServiceClasses.call(handle, "commit");
    }

    private String fill(long orders) {
        execute(AnalyticsFacts.FILL.replace("ORDERS", String.valueOf(orders)));
        try (var connection = source.getConnection()) {
            AnalyticsSketches.fill(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        execute("vacuum analyze");
        execute("set plan_cache_mode = auto");
        return "filled";
    }

    private void execute(String sql) {
        ServiceClasses.call(handle, "execute", sql, new Object[0]);
    }

    private static String perSecond(int count, long started) {
        return String.format(Locale.ROOT, "%.1f", count / ((System.nanoTime() - started) / 1e9));
    }
}
