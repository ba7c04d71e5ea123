package polystore.transformers.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import polystore.transformers.catalog.ColumnType.Kind;

/// The types that a computed value may have.
public final class TypeNames {

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("boolean", Kind.BOOLEAN),
            Map.entry("smallint", Kind.INT2),
            Map.entry("integer", Kind.INT4),
            Map.entry("bigint", Kind.INT8),
            Map.entry("double precision", Kind.FLOAT8),
            Map.entry("numeric", Kind.NUMERIC),
            Map.entry("text", Kind.TEXT),
            Map.entry("bytea", Kind.BYTEA),
            Map.entry("uuid", Kind.UUID),
            Map.entry("date", Kind.DATE),
            Map.entry("time", Kind.TIME),
            Map.entry("timestamp", Kind.TIMESTAMP),
            Map.entry("timestamptz", Kind.TIMESTAMPTZ),
            Map.entry("interval", Kind.INTERVAL),
            Map.entry("jsonb", Kind.JSONB));

    private TypeNames() {}

    public static Set<String> all() {
        return new TreeSet<>(KINDS.keySet());
    }

    public static Optional<ColumnType> find(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(KINDS.get(lower)).map(kind -> new ColumnType.Scalar(kind, lower, 6));
    }
}
