package polystore.transformers.sink;

import java.util.HashMap;
import java.util.List;
import org.bson.BsonValue;

/// Writes the buckets of documents, so that in the end each document has those of its own ticket and no others.
///
/// Every put of a root writes all its buckets with its own ticket. So a bucket with a lower ticket than the document of
/// its root, or than the tombstone, is void: it is deleted after the buckets of the document are written. A slow writer
/// may insert a bucket after that. So a writer that has written buckets reads the root's ticket again, and deletes what
/// is older; the document and the tombstone are written before, so one of the two writers sees the other.
final class BucketWriter {

    private final GuardedCollection documents;
    private final BucketCollection buckets;

    BucketWriter(GuardedCollection documents, BucketCollection buckets) {
        this.documents = documents;
        this.buckets = buckets;
    }

    /// @param roots whose documents are stored
    void put(List<DocumentWrite.Put> roots, Tally tally) {
        var ofBuckets = new Tally();
        for (var root : roots) {
            if (!root.buckets().isEmpty()) {
                Replacement.replace(buckets.guarded(), root.buckets(), ofBuckets, false);
                ofBuckets.refused.forEach(it ->
                        tally.refused.add(new Written.Refusal(root.id(), "bucket " + it.id() + ": " + it.cause())));
                ofBuckets.refused.clear();
            }
        }
    }

    void removeOlder(List<DocumentWrite.Put> roots) {
        var lowest = new HashMap<BsonValue, Long>();
        roots.forEach(it -> lowest.put(it.id(), it.ticket()));
        var withBuckets = GuardedWriter.ids(
                roots.stream().filter(it -> !it.buckets().isEmpty()).toList());
        if (!withBuckets.isEmpty()) {
            documents.tickets(withBuckets).forEach((root, ticket) -> lowest.merge(root, ticket, Math::max));
            documents.tombstones(withBuckets).forEach((root, ticket) -> lowest.merge(root, ticket, Math::max));
        }
        buckets.deleteOlder(lowest);
    }

    void remove(List<DocumentWrite.Remove> removals) {
        var tickets = new HashMap<BsonValue, Long>();
        removals.forEach(it -> tickets.put(it.id(), it.ticket()));
        buckets.deleteOlder(tickets);
    }
}
