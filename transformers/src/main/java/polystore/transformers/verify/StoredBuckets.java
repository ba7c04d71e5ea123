package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.Map;
import org.bson.BsonValue;

/// The stored buckets of documents.
public interface StoredBuckets {

    /// Those of one root, by their `_id`.
    Map<BsonValue, StoredIds.Stored> of(BsonValue root);

    /// The `_id` of every root that has buckets, in pages; some more than once.
    void eachPageOfRoots(int max, StoredIds.Page page) throws SQLException, InterruptedException;
}
