package polystore.catalog.categories;

/// A category was written: the relay publishes it.
public record CategoryChanged(String code) {}
