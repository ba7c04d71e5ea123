package polystore.transformers.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.ColumnType.Kind;

/// The types of a PostgreSQL database by oid: domains are resolved to their base type, arrays, ranges and
/// composites to their parts.
final class PostgresTypes {

    private static final String TYPES = """
        select t.oid, t.typname, t.typtype, t.typelem, t.typbasetype, t.typtypmod, t.typrelid, t.typcategory,
               coalesce(r.rngsubtype, 0) as rngsubtype, coalesce(m.rngtypid, 0) as multirange_of,
               format_type(t.oid, -1) as sql
          from pg_type t
          left join pg_range r on r.rngtypid = t.oid
          left join pg_range m on m.rngmultitypid = t.oid
        """;

    private static final String ATTRIBUTES = """
        select c.oid, a.attname, a.atttypid, a.atttypmod
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relkind = 'c' order by c.oid, a.attnum
        """;

    private static final int DEPTH_MAX = 20;

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("bool", Kind.BOOLEAN),
            Map.entry("int2", Kind.INT2),
            Map.entry("int4", Kind.INT4),
            Map.entry("int8", Kind.INT8),
            Map.entry("float4", Kind.FLOAT4),
            Map.entry("float8", Kind.FLOAT8),
            Map.entry("numeric", Kind.NUMERIC),
            Map.entry("text", Kind.TEXT),
            Map.entry("varchar", Kind.TEXT),
            // Read as text, which has no padding; otherwise one key could have two forms.
            Map.entry("bpchar", Kind.AS_TEXT),
            Map.entry("name", Kind.TEXT),
            Map.entry("citext", Kind.TEXT),
            Map.entry("bytea", Kind.BYTEA),
            Map.entry("uuid", Kind.UUID),
            Map.entry("date", Kind.DATE),
            Map.entry("time", Kind.TIME),
            Map.entry("timestamp", Kind.TIMESTAMP),
            Map.entry("timestamptz", Kind.TIMESTAMPTZ),
            Map.entry("interval", Kind.INTERVAL),
            Map.entry("json", Kind.JSON),
            Map.entry("jsonb", Kind.JSONB),
            Map.entry("hstore", Kind.HSTORE));

    private static final Set<String> AS_TEXT = Set.of(
            "char",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "bit",
            "varbit",
            "xml",
            "tsvector",
            "tsquery",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "oid",
            "xid",
            "xid8",
            "cid",
            "tid",
            "pg_lsn",
            "regclass",
            "regproc",
            "regtype",
            "timetz",
            "ltree",
            "jsonpath",
            "pg_snapshot",
            "txid_snapshot",
            "int2vector",
            "oidvector");

    private final Map<Long, Row> rows = new HashMap<>();
    private final Map<Long, List<Attribute>> attributes = new HashMap<>();

    private record Row(
            String name,
            String type,
            long element,
            long base,
            int typmod,
            long relation,
            long subtype,
            long range,
            String sql) {}

    private record Attribute(String name, long type, int typmod) {}

    static PostgresTypes read(Connection connection) throws SQLException {
        var types = new PostgresTypes();
        PostgresCatalog.each(
                connection,
                TYPES,
                row -> types.rows.put(
                        row.getLong("oid"),
                        new Row(
                                row.getString("typname"),
                                row.getString("typtype"),
                                "A".equals(row.getString("typcategory")) ? row.getLong("typelem") : 0,
                                row.getLong("typbasetype"),
                                row.getInt("typtypmod"),
                                row.getLong("typrelid"),
                                row.getLong("rngsubtype"),
                                row.getLong("multirange_of"),
                                row.getString("sql"))));
        PostgresCatalog.each(
                connection,
                ATTRIBUTES,
                row -> types.attributes
                        .computeIfAbsent(row.getLong("oid"), _ -> new ArrayList<>())
                        .add(new Attribute(
                                row.getString("attname"), row.getLong("atttypid"), row.getInt("atttypmod"))));
        return types;
    }

    ColumnType of(long oid, int typmod) {
        return of(oid, typmod, new HashSet<>());
    }

    /// @param inside the enclosing composites; a composite that contains itself has no document form
    private ColumnType of(long oid, int typmod, Set<Long> inside) {
        var row = rows.get(oid);
        if (row == null || inside.size() > DEPTH_MAX) {
            return new ColumnType.Unsupported("oid " + oid, "it is nested too deep, or its type is gone");
        }
        return switch (row.type()) {
            case "d" -> of(row.base(), row.typmod() == -1 ? typmod : row.typmod(), inside);
            case "e" -> new ColumnType.Scalar(Kind.TEXT, row.sql(), 0);
            case "c" -> composite(oid, row, inside);
            case "r" -> new ColumnType.RangeOf(of(row.subtype(), -1, inside), row.sql());
            case "m" ->
                of(row.range(), -1, inside) instanceof ColumnType.RangeOf range
                        ? new ColumnType.MultirangeOf(range, row.sql())
                        : unsupported(row);
            default -> base(row, typmod, inside);
        };
    }

    private ColumnType base(Row row, int typmod, Set<Long> inside) {
        var kind = KINDS.get(row.name());
        if (kind != null) {
            return new ColumnType.Scalar(kind, row.sql(), fractionDigits(kind, typmod));
        }
        if (AS_TEXT.contains(row.name())) {
            return new ColumnType.Scalar(Kind.AS_TEXT, row.sql(), 0);
        }
        return row.element() != 0 ? new ColumnType.ArrayOf(of(row.element(), typmod, inside)) : unsupported(row);
    }

    private static ColumnType.Unsupported unsupported(Row row) {
        return new ColumnType.Unsupported(row.sql(), "write as: text, if its text says all that is meant");
    }

    private ColumnType composite(long oid, Row row, Set<Long> inside) {
        if (!inside.add(oid)) {
            return new ColumnType.Unsupported(row.sql(), "it contains itself");
        }
        var its = new ArrayList<Column>();
        for (var attribute : attributes.getOrDefault(row.relation(), List.of())) {
            its.add(new Column(attribute.name(), of(attribute.type(), attribute.typmod(), inside), true));
        }
        inside.remove(oid);
        return its.isEmpty() ? unsupported(row) : new ColumnType.Composite(row.sql(), its);
    }

    private static int fractionDigits(@Nullable Kind kind, int typmod) {
        return (kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ || kind == Kind.TIME) && typmod >= 0 ? typmod : 6;
    }
}
