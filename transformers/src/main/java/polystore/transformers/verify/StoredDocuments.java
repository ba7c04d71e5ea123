package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// The stored documents, as a verification reads them.
public interface StoredDocuments {

    /// @param hash computed from the document's bytes without `_m`
    /// @param marked `_m.h`, the hash at the time of writing
    record Stored(long hash, long marked) {}

    /// The existing ones.
    Map<BsonValue, Stored> find(Collection<BsonValue> ids);

    /// Every `_id` above one and up to another, of the same BSON type.
    ///
    /// @param after null for the beginning
    /// @param upTo null for the end
    record IdRange(@Nullable BsonValue after, @Nullable BsonValue upTo) {}

    @FunctionalInterface
    interface Visitor {
        void document(BsonValue id, long hash) throws SQLException, InterruptedException;
    }

    /// Every document of a range, with the hash of its bytes or, where the store is read by its marks, `_m.h`.
    void each(IdRange range, Visitor visitor) throws SQLException, InterruptedException;

    @FunctionalInterface
    interface Page {
        void take(Collection<BsonValue> ids) throws SQLException, InterruptedException;
    }

    /// Every `_id`, in pages.
    void eachPageOfIds(int max, Page page) throws SQLException, InterruptedException;

    /// Every `_id` that no range over `type` holds, in pages.
    void eachPageOfOtherIds(BsonType type, int max, Page page) throws SQLException, InterruptedException;
}
