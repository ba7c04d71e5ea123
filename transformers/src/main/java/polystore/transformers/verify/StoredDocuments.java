package polystore.transformers.verify;

import java.sql.SQLException;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// The stored documents of a target that can be compared with their rows range by range.
public interface StoredDocuments extends StoredIds {

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

    /// Every `_id` that no range over `type` holds, in pages.
    void eachPageOfOtherIds(BsonType type, int max, Page page) throws SQLException, InterruptedException;
}
