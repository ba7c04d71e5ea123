package polystore.catalog.codes;

/// An entry that staff identify by a code, such as a category or a product type.
public interface Coded {

    String code();

    /// Increases by one with every change.
    long version();
}
