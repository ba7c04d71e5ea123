package polystore.transformers.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.shape.Fault;
import polystore.transformers.shape.Mapping;

/// A mapping with the addresses of its source and target.
///
/// @param source JDBC address; null where the file has none
/// @param target `mongodb://host/database`, `kafka://host:9092/topic` or a path ending in `.ndjson`; null where the
/// file has none
/// @param tickets null where the source has no sequence of its own for tickets
public record MappingFile(
        Mapping mapping,
        @Nullable String source,
        @Nullable String target,
        @Nullable Tickets tickets) {

    /// @param sequence qualified name
    /// @param lock key of the advisory lock for drawing from the sequence
    public record Tickets(String sequence, long lock) {}

    /// The faults of a file that are found without a database.
    public static final class UnreadableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnreadableException(List<Fault> faults) {
            super(String.join("\n", faults.stream().map(Fault::toString).toList()));
        }
    }
}
