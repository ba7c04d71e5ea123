package polystore.transformers.sink;

import java.util.Collection;

/// Stores documents.
public interface DocumentSink extends AutoCloseable {

    /// Writes all; of two writes of one root, the one with the higher ticket is the final one.
    Written write(Collection<? extends DocumentWrite> writes);

    @Override
    default void close() {}
}
