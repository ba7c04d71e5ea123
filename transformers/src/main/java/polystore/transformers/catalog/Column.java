package polystore.transformers.catalog;

public record Column(String name, ColumnType type, boolean nullable) {}
