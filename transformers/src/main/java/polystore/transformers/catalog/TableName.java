package polystore.transformers.catalog;

/// The full name of a table, view or partitioned table, as in the catalog.
public record TableName(String schema, String name) implements Comparable<TableName> {

    /// @param text `table` or `schema.table`; parts in double quotes may contain dots
    /// @throws IllegalArgumentException for any other number of parts
    public static TableName parse(String text, String defaultSchema) {
        var parts = Names.split(text, '.').stream().map(Names::unquoted).toList();
        return switch (parts.size()) {
            case 1 -> new TableName(defaultSchema, parts.getFirst());
            case 2 -> new TableName(parts.getFirst(), parts.getLast());
            default -> throw new IllegalArgumentException("'" + text + "' is no table: write table or schema.table");
        };
    }

    /// The quoted name for a statement.
    public String sql() {
        return Names.quoted(schema) + "." + Names.quoted(name);
    }

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    /// The name without quotes, for messages.
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
