package polystore.transformers.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.shape.Fault;
import polystore.transformers.shape.Mapping;

/// A mapping with the addresses it goes between.
///
/// @param source JDBC address, where the file names one
/// @param target `mongodb://host/database` or a path ending in `.ndjson`, where the file names one
/// @param tickets where the source has a sequence of its own for them
public record MappingFile(
        Mapping mapping,
        @Nullable String source,
        @Nullable String target,
        @Nullable Tickets tickets) {

    /// @param sequence qualified name
    /// @param lock key of the advisory lock that everybody takes who draws from it
    public record Tickets(String sequence, long lock) {}

    /// What is wrong with a file before any catalog was asked.
    public static final class UnreadableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnreadableException(List<Fault> faults) {
            super(String.join("\n", faults.stream().map(Fault::toString).toList()));
        }
    }
}
