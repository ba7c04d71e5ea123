package polystore.transformers.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import polystore.transformers.extract.Explanation;
import polystore.transformers.plan.Plan;

/// The columns that a mapping reads, and the partitions of their tables, as they were when the mapping was planned.
/// Binary values are read by the types that were planned, so no document may be written after a change of them. Other
/// columns of the same tables may come and go.
public final class UsedSchema {

    private static final String COLUMNS = """
            select n.name, a.attname, concat_ws(',', a.attrelid, a.attnum, a.atttypid, a.atttypmod) as definition
              from unnest(?::text[]) n(name)
              join pg_attribute a on a.attrelid = to_regclass(n.name)
             where a.attnum > 0 and not a.attisdropped
             order by n.name, a.attnum
            """;

    /// TRUNCATE of a partition is not published; it gives the partition another file. Tables that inherit are published
    /// only if they exist when the publication is made.
    private static final String PARTITIONS = """
            with recursive part(oid) as (select i.inhrelid from unnest(?::text[]) n
                             join pg_inherits i on i.inhparent = to_regclass(n)
                            union select i.inhrelid from part join pg_inherits i on i.inhparent = part.oid)
            select coalesce(' ' || string_agg(concat_ws('.', c.oid, case when c.relispartition then c.relfilenode end),
                                              ',' order by c.oid), '')
              from part join pg_class c on c.oid = part.oid
            """;

    private final List<String> tables;
    private final ReadColumns read;
    private final String columns;
    private final String partitions;

    private UsedSchema(List<String> tables, ReadColumns read, String columns, String partitions) {
        this.tables = tables;
        this.read = read;
        this.columns = columns;
        this.partitions = partitions;
    }

    static UsedSchema read(Connection connection, Plan plan) throws SQLException {
        var tables = plan.uses().stream()
                .map(use -> use.table().name().sql())
                .distinct()
                .sorted()
                .toList();
        var read = ReadColumns.of(plan);
        return new UsedSchema(tables, read, columns(connection, tables, read), partitions(connection, tables));
    }

    /// Columns that were added are looked at too: a name in `sql` or `where` may mean one of them now.
    private static String columns(Connection connection, List<String> tables, ReadColumns read) throws SQLException {
        var columns = new StringBuilder();
        try (var query = connection.prepareStatement(COLUMNS)) {
            query.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var column = row.getString("attname");
                    if (read.contains(row.getString("name"), column)) {
                        columns.append(column)
                                .append(' ')
                                .append(row.getString("definition"))
                                .append('\n');
                    }
                }
            }
        }
        return columns.toString();
    }

    private static String partitions(Connection connection, List<String> tables) throws SQLException {
        try (var query = connection.prepareStatement(PARTITIONS)) {
            query.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /// @throws SchemaChangedException when it is not as it was
    public void verify(Connection connection) throws SQLException {
        if (!columns(connection, tables, read).equals(columns)
                || !partitions(connection, tables).equals(partitions)) {
            throw new SchemaChangedException("columns that the mapping reads, or partitions, of "
                    + String.join(", ", tables) + " are no longer those of the plan");
        }
    }

    /// Differs when documents may: for another mapping, another statement, another type of a column that a statement
    /// names, or other partitions.
    public String signature(Plan plan) {
        var statements = Explanation.of(plan);
        var lower = statements.toLowerCase(Locale.ROOT);
        var text = new StringBuilder(plan.mapping().toString()).append(statements);
        for (var use : plan.uses()) {
            for (var column : use.table().columns()) {
                if (lower.contains(column.name().toLowerCase(Locale.ROOT))) {
                    text.append(use.table().name())
                            .append('.')
                            .append(column.name())
                            .append(' ')
                            .append(column.type());
                }
            }
        }
        return sha256(text.append(partitions).toString());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
