package polystore.transformers.plan;

import java.util.List;
import polystore.transformers.catalog.TableName;
import polystore.transformers.shape.Mapping;

/// The queries for the documents of a mapping.
///
/// @param key of the root
/// @param rootSource the root's table, or a subquery of it, as it stands in FROM under the alias `t0`
/// @param root the stream of the root
/// @param streams all streams, that of the root first, each before those of rows embedded in its rows
/// @param paths from every table to the root, for [Explanation]
/// @param uses of tables, the root's first, each before those of rows joined to it
public record Plan(
        Mapping mapping,
        List<KeyColumn> key,
        String rootSource,
        Stream root,
        List<Stream> streams,
        List<Path> paths,
        List<TableUse> uses) {

    /// The alias of the root in every stream, and that of the requested keys.
    public static final String ROOT = "t0";

    public static final String KEYS = "k";

    public Plan {
        key = List.copyOf(key);
        streams = List.copyOf(streams);
        paths = List.copyOf(paths);
        uses = List.copyOf(uses);
    }

    /// Whether the database orders keys as MongoDB orders the `_id` that is made of them.
    public boolean orderedAsIds() {
        return key.stream().allMatch(KeyColumn::orderedAsId);
    }

    /// @param type as it stands in a cast
    /// @param orderedAsId whether values are ordered as BSON orders what is made of them
    /// @param byText whether values that are equal in the database may make different `_id`s
    /// @param value its index among the values of the root's stream
    public record KeyColumn(
            String name, String sql, String type, boolean orderedAsId, boolean byText, PlannedField.Value value) {}

    /// The path from a row to the rows embedded in it.
    ///
    /// @param finder columns by which the rows are found
    /// @param index whether an index has these columns
    public record Path(String place, TableName table, List<String> finder, boolean index) {
        public Path {
            finder = List.copyOf(finder);
        }
    }
}
