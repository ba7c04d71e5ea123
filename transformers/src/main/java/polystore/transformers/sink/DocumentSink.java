package polystore.transformers.sink;

import java.util.Collection;

/// Where documents go.
public interface DocumentSink extends AutoCloseable {

    /// Writes all, so that of two writes of one root the one with the higher ticket stands in the end.
    Written write(Collection<? extends DocumentWrite> writes);

    @Override
    default void close() {}
}
