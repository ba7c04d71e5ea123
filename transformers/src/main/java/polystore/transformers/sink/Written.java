package polystore.transformers.sink;

import java.util.List;
import org.bson.BsonValue;

/// The result of a batch.
///
/// @param stored documents written
/// @param stale puts skipped because the stored document was newer or the same
/// @param removed documents deleted by a removal, or by a tombstone newer than the put
/// @param refused roots that the server refused, each with the cause; all others are written
public record Written(int stored, int stale, int removed, List<Refusal> refused) {

    public Written {
        refused = List.copyOf(refused);
    }

    /// @param cause message of the server
    public record Refusal(BsonValue id, String cause) {}
}
