package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.bson.BsonValue;

/// What a verification reads of a target.
public interface StoredDocuments {

    /// @param hash of the document's bytes as they are, without `_m`
    /// @param marked `_m.h`, what it was when it was written
    record Stored(long hash, long marked) {}

    /// Those that are there.
    Map<BsonValue, Stored> find(Collection<BsonValue> ids);

    @FunctionalInterface
    interface Page {
        void take(Collection<BsonValue> ids) throws SQLException, InterruptedException;
    }

    /// Every `_id`, in pages.
    void eachPageOfIds(int max, Page page) throws SQLException, InterruptedException;
}
