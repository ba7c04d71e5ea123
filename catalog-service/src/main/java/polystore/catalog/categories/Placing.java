package polystore.catalog.categories;

/// Whether a category may hang where it is meant to.
public sealed interface Placing {

    record Fits() implements Placing {}

    record UnknownParent(String parent) implements Placing {}

    /// It would be its own ancestor, or deeper than [Category#DEPTH_MAX].
    record TooDeep(String parent) implements Placing {}
}
