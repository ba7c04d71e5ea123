package polystore.transformers.sink;

import java.util.List;
import org.bson.BsonValue;

/// What became of a batch.
///
/// @param stored documents now as the batch had them
/// @param stale puts that found a newer document, or the same again, and left it
/// @param removed documents that are gone, by a removal or by a tombstone newer than the put
/// @param refused roots the server would not take, each with the cause; all others are done
public record Written(int stored, int stale, int removed, List<Refusal> refused) {

    public Written {
        refused = List.copyOf(refused);
    }

    /// @param cause as the server said it
    public record Refusal(BsonValue id, String cause) {}
}
