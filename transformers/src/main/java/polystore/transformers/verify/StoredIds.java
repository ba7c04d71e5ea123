package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.bson.BsonValue;

/// The stored documents, as far as those without rows are looked for: any target that can be read back has this.
public interface StoredIds {

    /// @param hash computed from the document's bytes without `_m`
    /// @param marked `_m.h`, the hash at the time of writing
    record Stored(long hash, long marked) {}

    /// The existing ones.
    Map<BsonValue, Stored> find(Collection<BsonValue> ids);

    @FunctionalInterface
    interface Page {
        void take(Collection<BsonValue> ids) throws SQLException, InterruptedException;
    }

    /// Every `_id`, in pages.
    void eachPageOfIds(int max, Page page) throws SQLException, InterruptedException;
}
