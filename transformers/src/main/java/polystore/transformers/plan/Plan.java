package polystore.transformers.plan;

import java.util.List;
import polystore.transformers.shape.Mapping;

/// How the documents of a mapping are read.
///
/// @param key of the root
/// @param rootSource the root's table, or a subquery of it, as it stands in FROM under the alias `t0`
/// @param root the root's own stream
/// @param streams all, the root's first, each before those of rows embedded in its rows
/// @param paths from every table to the root, for [Explanation]
public record Plan(
        Mapping mapping, List<KeyColumn> key, String rootSource, Stream root, List<Stream> streams, List<Path> paths) {

    /// The root's alias in every stream, and the alias of the keys that are asked for.
    public static final String ROOT = "t0";

    public static final String KEYS = "k";

    public Plan {
        key = List.copyOf(key);
        streams = List.copyOf(streams);
        paths = List.copyOf(paths);
    }

    /// Whether the database orders keys as MongoDB orders the `_id` that is made of them.
    public boolean orderedAsIds() {
        return key.stream().allMatch(KeyColumn::orderedAsId);
    }

    /// @param type as it stands in a cast
    /// @param orderedAsId whether values are ordered as BSON orders what is made of them
    /// @param value its index among the values of the root's stream
    public record KeyColumn(String name, String sql, String type, boolean orderedAsId, PlannedField.Value value) {}

    /// How a table's rows are found from the row they are embedded in.
    ///
    /// @param finder columns of it that are looked up
    /// @param index whether an index finds them
    public record Path(String place, String table, List<String> finder, boolean index) {
        public Path {
            finder = List.copyOf(finder);
        }
    }
}
