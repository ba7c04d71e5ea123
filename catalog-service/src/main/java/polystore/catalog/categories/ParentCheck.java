package polystore.catalog.categories;

/// Whether a category may be placed below a parent.
sealed interface ParentCheck {

    record Allowed() implements ParentCheck {}

    record UnknownParent(String parent) implements ParentCheck {}

    /// The category would be its own ancestor, or deeper than [Category#DEPTH_MAX].
    record TooDeep(String parent) implements ParentCheck {}
}
