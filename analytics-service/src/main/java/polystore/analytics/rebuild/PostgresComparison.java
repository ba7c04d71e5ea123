package polystore.analytics.rebuild;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Compares another set of tables with the live one, row by row.
final class PostgresComparison {

    /// Differences of a table that are kept to be shown.
    private static final int SHOWN_MAX = 10;

    private static final int FETCHED_ROWS = 1_000;

    /// A cell whose orders have all left it stays with zeros, and one that they passed through in one batch never was.
    private static final List<Compared> TABLES = List.of(
            new Compared("order_fact", "order_id", """
                order_id, version, status, customer_id, country, currency, total, units, placed_at, paid_at, shipped_at,
                delivered_at, returned_at, cancelled_at, expired_at, refund_due""", "true"),
            new Compared("order_line_fact", "order_id, line_no", "*", "true"),
            new Compared("order_return_fact", "order_id, version, line_no", "*", "true"),
            new Compared("product_fact", "product_id", "*", "true"),
            new Compared("customer_fact", "customer_id", "*", "true"),
            new Compared(
                    "measure",
                    "dimension, bucket, value, currency",
                    "*",
                    "placed <> 0 or orders <> 0 or units <> 0 or revenue <> 0 or cancelled <> 0 or returned <> 0"),
            new Compared("customer_sketch", "dimension, bucket, value, currency", "*", "orders <> 0"),
            new Compared("step_duration", "step, bucket, bin", "*", "orders <> 0"));

    /// One pass over both tables; only rows that differ are converted to JSON.
    private static final String DIFFERENCES = """
        select to_jsonb(l)::text as live, to_jsonb(r)::text as other
          from (select COLUMNS from public.TABLE where FILTER) l
          full join (select COLUMNS from SIDE.TABLE where FILTER) r using (KEY)
         where l is distinct from r
        """;

    private static final String LACKING = """
        with lacking as (
            select l.order_id, l.version from public.order_fact l left join SIDE.order_fact r using (order_id)
             where r.version is null or r.version < l.version
            union
            select d.order_id, d.version from SIDE.deferred_order d left join SIDE.order_fact r using (order_id)
             where r.version is null or r.version < d.version)
        select order_id || ' at version ' || version from lacking order by 1
        """;

    private final Handle handle;
    private final String side;

    PostgresComparison(Handle handle, String side) {
        this.handle = handle;
        this.side = side;
    }

    private record Compared(String table, String key, String columns, String filter) {}

    /// @param live the row as JSON; null when only the other set has it
    /// @param other the row as JSON; null when only the live set has it
    record Row(@Nullable String live, @Nullable String other) {}

    /// @param count of all differing rows
    /// @param examples the first of them
    record Differences(String table, long count, List<Row> examples) {}

    /// The tables that differ.
    List<Differences> differences() {
        return TABLES.stream().map(this::of).filter(it -> it.count() > 0).toList();
    }

    /// Orders that the other set lacks, or has at a lower version than the live one or than their document.
    Differences lacking() {
        var examples = new ArrayList<Row>();
        var count =
                handle
                        .createQuery(LACKING.replace("SIDE", side))
                        .setFetchSize(FETCHED_ROWS)
                        .mapTo(String.class)
                        .stream()
                        .peek(it -> keep(examples, new Row(it, null)))
                        .mapToLong(_ -> 1)
                        .sum();
        return new Differences("order_fact", count, examples);
    }

    private Differences of(Compared compared) {
        var sql = DIFFERENCES
                .replace("COLUMNS", compared.columns())
                .replace("TABLE", compared.table())
                .replace("FILTER", compared.filter())
                .replace("KEY", compared.key())
                .replace("SIDE", side);
        var examples = new ArrayList<Row>();
        var count = handle
                .createQuery(sql)
                .setFetchSize(FETCHED_ROWS)
                .map((row, _) -> new Row(row.getString("live"), row.getString("other")))
                .stream()
                .peek(it -> keep(examples, it))
                .mapToLong(_ -> 1)
                .sum();
        return new Differences(compared.table(), count, examples);
    }

    private static void keep(List<Row> examples, Row row) {
        if (examples.size() < SHOWN_MAX) {
            examples.add(row);
        }
    }
}
