package polystore.transformers.live;

import javax.sql.DataSource;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.turnstile.Turnstile;
import polystore.transformers.verify.StoredIds;

/// @param pool of connections to the source, because each batch needs some
/// @param turnstile on the pool
/// @param stored the documents that the sink writes, for finding those without rows
public record LiveStores(DataSource pool, Turnstile turnstile, DocumentSink sink, StoredIds stored) {}
