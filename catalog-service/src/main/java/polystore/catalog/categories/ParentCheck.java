package polystore.catalog.categories;

/// Whether a category may hang where it is meant to.
public sealed interface ParentCheck {

    record Fits() implements ParentCheck {}

    record UnknownParent(String parent) implements ParentCheck {}

    /// It would be its own ancestor, or deeper than [Category#DEPTH_MAX].
    record TooDeep(String parent) implements ParentCheck {}
}
