package polystore.transformers.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Reads the catalog of a PostgreSQL database with five statements for any number of tables.
public final class PostgresCatalog {

    private static final String COLUMNS = """
        select n.nspname, c.relname, c.relkind in ('v', 'm', 'f') as view, a.attname, a.atttypid, a.atttypmod,
               not a.attnotnull as nullable,
               has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select') as readable,
               coalesce(l.collisdeterministic, true)
                   and format_type(a.atttypid, null) !~ '(^|[.])(citext|interval)$' as one_text,
               (select quote_ident(ln.nspname) || '.' || quote_ident(l.collname) from pg_namespace ln
                 where ln.oid = l.collnamespace and l.collname <> 'default') as collation,
               row_security_active(c.oid) as filtered
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          left join pg_collation l on l.oid = a.attcollation
         where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
           and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
         order by n.nspname, c.relname, a.attnum
        """;

    private static final String INDEXES = """
        select n.nspname, c.relname, i.relname as index, x.indisprimary, x.indisunique as is_unique,
               x.indpred is not null as partial,
               array(select a.attname::text
                       from unnest(x.indkey[0 : x.indnkeyatts - 1]) with ordinality as k(attnum, ord)
                       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                      order by k.ord) as columns
          from pg_index x
          join pg_class c on c.oid = x.indrelid
          join pg_class i on i.oid = x.indexrelid
          join pg_am m on m.oid = i.relam and m.amname in ('btree', 'hash')
          join pg_namespace n on n.oid = c.relnamespace
         where x.indisvalid and x.indexprs is null
           and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
         order by n.nspname, c.relname, i.relname
        """;

    private static final String FOREIGN_KEYS = """
        select n.nspname, c.relname, tn.nspname as target_schema, tc.relname as target_table,
               array(select a.attname::text from unnest(f.conkey) with ordinality as k(attnum, ord)
                       join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum order by k.ord) as columns,
               array(select a.attname::text from unnest(f.confkey) with ordinality as k(attnum, ord)
                       join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum order by k.ord)
                   as target_columns
          from pg_constraint f
          join pg_class c on c.oid = f.conrelid
          join pg_namespace n on n.oid = c.relnamespace
          join pg_class tc on tc.oid = f.confrelid
          join pg_namespace tn on tn.oid = tc.relnamespace
         where f.contype = 'f' and f.conparentid = 0
         order by n.nspname, c.relname, f.conname
        """;

    private PostgresCatalog() {}

    public static Catalog read(Connection connection) throws SQLException {
        var types = PostgresTypes.read(connection);
        var columns = new LinkedHashMap<TableName, List<Column>>();
        var views = new HashSet<TableName>();
        var filtered = new HashSet<TableName>();
        each(connection, COLUMNS, row -> {
            var type = types.of(row.getLong("atttypid"), row.getInt("atttypmod"));
            note(row, "view", views);
            note(row, "filtered", filtered);
            columns.computeIfAbsent(name(row), _ -> new ArrayList<>())
                    .add(new Column(
                            row.getString("attname"),
                            type,
                            row.getBoolean("nullable"),
                            row.getBoolean("readable"),
                            row.getBoolean("one_text"),
                            row.getString("collation")));
        });
        var primaryKeys = new HashMap<TableName, List<String>>();
        var indexes = new HashMap<TableName, List<Index>>();
        each(connection, INDEXES, row -> index(row, primaryKeys, indexes));
        var tables = new HashMap<TableName, Table>();
        columns.forEach((name, its) -> tables.put(
                name,
                new Table(
                        name,
                        its,
                        primaryKeys.getOrDefault(name, List.of()),
                        indexes.getOrDefault(name, List.of()),
                        views.contains(name),
                        filtered.contains(name))));
        return new Catalog(
                tables,
                foreignKeys(connection),
                connection.getMetaData().getUserName(),
                Objects.requireNonNullElse(connection.getSchema(), "public"));
    }

    private static void note(ResultSet row, String column, Set<TableName> noted) throws SQLException {
        if (row.getBoolean(column)) {
            noted.add(name(row));
        }
    }

    private static void index(
            ResultSet row, Map<TableName, List<String>> primaryKeys, Map<TableName, List<Index>> indexes)
            throws SQLException {
        var columns = strings(row, "columns");
        if (row.getBoolean("indisprimary")) {
            primaryKeys.put(name(row), columns);
        }
        indexes.computeIfAbsent(name(row), _ -> new ArrayList<>())
                .add(new Index(
                        row.getString("index"), columns, row.getBoolean("is_unique"), row.getBoolean("partial")));
    }

    private static List<ForeignKey> foreignKeys(Connection connection) throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        each(
                connection,
                FOREIGN_KEYS,
                row -> keys.add(new ForeignKey(
                        name(row),
                        strings(row, "columns"),
                        new TableName(row.getString("target_schema"), row.getString("target_table")),
                        strings(row, "target_columns"))));
        return keys;
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString("nspname"), row.getString("relname"));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
