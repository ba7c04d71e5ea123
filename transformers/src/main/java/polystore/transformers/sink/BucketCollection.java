package polystore.transformers.sink;

import java.util.Map;
import org.bson.BsonValue;

/// The operations that [BucketWriter] needs from the store of buckets.
interface BucketCollection {

    /// As documents; a bucket is never removed by its own `_id`.
    GuardedCollection guarded();

    /// Deletes the buckets of each root with a lower `_m.v` than its ticket.
    void deleteOlder(Map<BsonValue, Long> roots);
}
