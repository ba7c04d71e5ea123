package polystore.transformers.live;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.turnstile.Turnstile;
import polystore.transformers.verify.StoredIds;

/// @param pool of connections to the source, because each batch needs some
/// @param turnstile on the pool
/// @param stored the documents that the sink writes, for finding those without rows
/// @param queue of the workers that write documents; null where the process that reads the changes writes them
public record LiveStores(
        DataSource pool, Turnstile turnstile, DocumentSink sink, StoredIds stored, RootQueue.@Nullable Opener queue) {

    public LiveStores(DataSource pool, Turnstile turnstile, DocumentSink sink, StoredIds stored) {
        this(pool, turnstile, sink, stored, null);
    }

    public LiveStores with(RootQueue.Opener shared) {
        return new LiveStores(pool, turnstile, sink, stored, shared);
    }
}
