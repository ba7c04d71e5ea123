package polystore.transformers.sink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;

/// The operations that [GuardedWriter] needs from a store: [MongoGuardedCollection] in production, a simulated one
/// in tests of the protocol. Each method is a bulk of operations, each atomic for its document only.
public interface GuardedCollection {

    /// The ticket of a document without `_m`, which was not written by a mapping.
    long NO_TICKET = Long.MIN_VALUE;

    /// Inserts documents; those whose `_id` exists are taken.
    Replaced insert(List<DocumentWrite.Put> puts);

    /// Replaces documents with a lower `_m.v` than the ticket; inserts where none matched.
    Replaced replaceOlder(List<DocumentWrite.Put> puts);

    /// The `_m.v` of the existing documents.
    Map<BsonValue, Long> tickets(Collection<BsonValue> ids);

    /// Deletes documents with a lower `_m.v` than the ticket.
    ///
    /// @return the number of deleted documents
    int deleteOlder(List<DocumentWrite.Remove> removals);

    /// Raises each root's tombstone to the ticket, unless it is higher.
    void raiseTombstones(List<DocumentWrite.Remove> removals);

    /// The tickets of the existing tombstones.
    Map<BsonValue, Long> tombstones(Collection<BsonValue> ids);

    /// @param stored number of documents replaced or inserted
    /// @param inserted number of those inserted
    /// @param taken puts whose insert failed because the `_id` exists: newer, or inserted concurrently
    record Replaced(int stored, int inserted, List<DocumentWrite.Put> taken, List<Written.Refusal> refused) {
        public Replaced {
            taken = List.copyOf(taken);
            refused = List.copyOf(refused);
        }
    }
}
