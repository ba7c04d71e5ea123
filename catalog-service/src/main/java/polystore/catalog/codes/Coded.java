package polystore.catalog.codes;

/// What staff name by a code, such as a category or a product type.
public interface Coded {

    String code();

    /// Rises by one with every change.
    long version();
}
