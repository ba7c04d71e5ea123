package polystore.transformers.sink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;

/// What [GuardedWriter] needs of a store of documents: [MongoGuardedCollection] in production, a simulated one where
/// the protocol is tested. Each method is many operations, each of which is atomic for its document at best.
public interface GuardedCollection {

    /// What [#tickets] says of a document that has no ticket: nobody of us wrote it.
    long NO_TICKET = Long.MIN_VALUE;

    /// Replaces where `_m.v` is lower than the ticket; inserts where that matched nothing.
    Replaced replaceOlder(List<DocumentWrite.Put> puts);

    /// The `_m.v` of those documents that are there.
    Map<BsonValue, Long> tickets(Collection<BsonValue> ids);

    /// Deletes where `_m.v` is lower than the ticket.
    ///
    /// @return how many
    int deleteOlder(List<DocumentWrite.Remove> removals);

    /// Raises each root's tombstone to the ticket, unless it is higher.
    void raiseTombstones(List<DocumentWrite.Remove> removals);

    /// The tickets of those tombstones that are there.
    Map<BsonValue, Long> tombstones(Collection<BsonValue> ids);

    /// @param stored how many were replaced or inserted
    /// @param taken puts whose insert found the `_id` there: newer, or inserted by somebody else just now
    record Replaced(int stored, List<DocumentWrite.Put> taken, List<Written.Refusal> refused) {
        public Replaced {
            taken = List.copyOf(taken);
            refused = List.copyOf(refused);
        }
    }
}
