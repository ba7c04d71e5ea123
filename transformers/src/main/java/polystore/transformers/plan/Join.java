package polystore.transformers.plan;

import java.util.List;

/// A join of a stream.
///
/// @param sql with its condition, which ends it
/// @param rootKey columns that equal those of the root's key, in their order; empty where some are not among this
///     row's columns
public record Join(String sql, List<String> rootKey) {
    public Join {
        rootKey = List.copyOf(rootKey);
    }
}
