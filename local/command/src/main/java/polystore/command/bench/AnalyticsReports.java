package polystore.command.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Every report of the analytics service, over the facts of [AnalyticsFacts].
final class AnalyticsReports {

    private static final String SALES = "polystore.analytics.sales.";
    private static final int ROWS_MAX = 10_001;

    private final Object handle;
    private final Object sales =
            ServiceClasses.create(SALES + "PostgresSales", ServiceClasses.create(SALES + "PostgresUniqueCustomers"));
    private final Map<String, Supplier<Object>> reports = new LinkedHashMap<>();

    AnalyticsReports(Object handle) {
        this.handle = handle;
        reports.put("a month of sales by product and day", () -> month("PRODUCT", false));
        reports.put("a month of sales by category and day", () -> month("CATEGORY", false));
        reports.put("a month of sales by country and day", () -> month("COUNTRY", false));
        reports.put("a month of sales by status and day", () -> month("STATUS", false));
        reports.put("a month of sales by day", () -> month("ALL", false));
        reports.put("a month of sales by day with unique customers", () -> month("ALL", true));
        reports.put("two years of sales by month", () -> years(false));
        reports.put("two years of sales by month with unique customers", () -> years(true));
        reports.put("the top products of a month", this::topProducts);
        reports.put("the funnel of a month", this::funnel);
        reports.put("the cohorts of a month", () -> cohorts(AnalyticsFacts.FROM, AnalyticsFacts.TO));
        reports.put("the cohorts of two years", () -> cohorts(AnalyticsFacts.FIRST, AnalyticsFacts.LAST));
        reports.put("a customer", this::customer);
    }

    Set<String> names() {
        return reports.keySet();
    }

    /// @return milliseconds, and the number of rows
    String run(String name) {
        var report = reports.get(name);
        if (report == null) {
            throw new IllegalArgumentException(name);
        }
        var started = System.nanoTime();
        var rows = report.get() instanceof Collection<?> many ? many.size() : 1;
        return String.format(Locale.ROOT, "%.1f %d", (System.nanoTime() - started) / 1e6, rows);
    }

    private Object month(String by, boolean uniqueCustomers) {
        return ServiceClasses.call(
                sales,
                "rows",
                handle,
                query(AnalyticsFacts.FROM, AnalyticsFacts.TO, "DAY", by),
                uniqueCustomers,
                ROWS_MAX);
    }

    private Object years(boolean uniqueCustomers) {
        return ServiceClasses.call(
                sales,
                "rows",
                handle,
                query(AnalyticsFacts.FIRST, AnalyticsFacts.LAST, "MONTH", "ALL"),
                uniqueCustomers,
                ROWS_MAX);
    }

    private Object topProducts() {
        return ServiceClasses.call(
                ServiceClasses.create(SALES + "PostgresTopProducts"),
                "top",
                handle,
                query(AnalyticsFacts.FROM, AnalyticsFacts.TO, "MONTH", "PRODUCT"),
                ServiceClasses.constant(SALES + "TopProduct$Ranking", "REVENUE"),
                AnalyticsFacts.CURRENCY,
                10);
    }

    private Object funnel() {
        var funnel =
                ServiceClasses.create(SALES + "PostgresFunnel", ServiceClasses.create(SALES + "PostgresStepDurations"));
        return ServiceClasses.call(funnel, "of", handle, range(AnalyticsFacts.FROM, AnalyticsFacts.TO));
    }

    private Object cohorts(String from, String to) {
        return ServiceClasses.call(
                ServiceClasses.create(SALES + "PostgresCohorts"),
                "rows",
                handle,
                range(from, to),
                ZoneOffset.UTC,
                ROWS_MAX);
    }

    private Object customer() {
        return ServiceClasses.call(
                ServiceClasses.create(SALES + "PostgresCustomers"), "find", handle, AnalyticsFacts.CUSTOMER);
    }

    private static Object range(String from, String to) {
        return ServiceClasses.create(SALES + "TimeRange", Instant.parse(from), Instant.parse(to));
    }

    private static Object query(String from, String to, String interval, String by) {
        return ServiceClasses.create(
                SALES + "SalesQuery",
                Instant.parse(from),
                Instant.parse(to),
                ServiceClasses.constant(SALES + "SalesQuery$Interval", interval),
                ZoneOffset.UTC,
                ServiceClasses.constant(SALES + "SalesQuery$Dimension", by));
    }
}
