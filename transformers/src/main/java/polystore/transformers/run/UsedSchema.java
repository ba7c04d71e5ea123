package polystore.transformers.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import polystore.transformers.catalog.TableName;
import polystore.transformers.extract.Explanation;
import polystore.transformers.plan.Plan;

/// The definition of the tables that a mapping uses, as it was when the mapping was planned. Binary values are read by
/// the types that were planned, so no document may be written after a change of them.
///
/// @param tables by their quoted names
/// @param version of their columns and partitions
public record UsedSchema(List<String> tables, String version) {

    /// TRUNCATE of a partition is not published; it gives the partition another file. Tables that inherit are published
    /// only if they exist when the publication is made.
    private static final String VERSION = """
            select coalesce((select md5(string_agg(concat_ws(',', a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod,
                             a.attisdropped), ';' order by a.attrelid, a.attnum))
                      from pg_attribute a
                     where a.attnum > 0 and a.attrelid = any(array(select to_regclass(n)::oid from unnest(?::text[]) n))),
                    '') || coalesce(' ' || (with recursive part(oid) as (select i.inhrelid from unnest(?::text[]) n
                             join pg_inherits i on i.inhparent = to_regclass(n)
                            union select i.inhrelid from part join pg_inherits i on i.inhparent = part.oid)
                    select string_agg(concat_ws('.', c.oid, case when c.relispartition then c.relfilenode end), ','
                                      order by c.oid)
                      from part join pg_class c on c.oid = part.oid), '')
            """;

    public UsedSchema {
        tables = List.copyOf(tables);
    }

    public static UsedSchema read(Connection connection, List<TableName> tables) throws SQLException {
        var names = tables.stream().distinct().sorted().map(TableName::sql).toList();
        return new UsedSchema(names, version(connection, names));
    }

    private static String version(Connection connection, List<String> tables) throws SQLException {
        try (var query = connection.prepareStatement(VERSION)) {
            query.setArray(1, connection.createArrayOf("text", tables.toArray()));
            query.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /// @throws SchemaChangedException when it is not as it was
    public void verify(Connection connection) throws SQLException {
        if (!version(connection, tables).equals(version)) {
            throw new SchemaChangedException(
                    "the columns or partitions of " + String.join(", ", tables) + " are no longer those of the plan");
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
        var partitions = version.indexOf(' ');
        return sha256(
                text.append(partitions < 0 ? "" : version.substring(partitions)).toString());
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
