package polystore.transformers.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.GuardedCollection;

/// A document store in memory: an upsert is two steps, a match and an insert, as a server's is.
final class SimulatedCollection implements GuardedCollection {

    private final Fault fault;
    private final Map<BsonValue, DocumentWrite.Put> documents = new HashMap<>();
    private final Map<BsonValue, Long> tombstones = new HashMap<>();
    private int staleOverwrites;

    SimulatedCollection(Fault fault) {
        this.fault = fault;
    }

    @Override
    public Replaced replaceOlder(List<DocumentWrite.Put> puts) {
        var taken = new ArrayList<DocumentWrite.Put>();
        for (var put : puts) {
            if (!replace(put)) {
                Strand.pause();
                if (documents.putIfAbsent(put.id(), put) != null) {
                    taken.add(put);
                }
            }
            Strand.pause();
        }
        return new Replaced(puts.size() - taken.size(), 0, taken, List.of());
    }

    @Override
    public Replaced insert(List<DocumentWrite.Put> puts) {
        var taken = new ArrayList<DocumentWrite.Put>();
        for (var put : puts) {
            if (documents.putIfAbsent(put.id(), put) != null) {
                taken.add(put);
            }
            Strand.pause();
        }
        return new Replaced(puts.size() - taken.size(), puts.size() - taken.size(), taken, List.of());
    }

    private boolean replace(DocumentWrite.Put put) {
        var there = documents.get(put.id());
        if (there == null || (fault != Fault.NO_GUARD && there.ticket() >= put.ticket())) {
            return false;
        }
        if (RowsToDocument.snapshotOf(there) > RowsToDocument.snapshotOf(put)) {
            staleOverwrites++;
        }
        documents.put(put.id(), put);
        return true;
    }

    @Override
    public Map<BsonValue, Long> tickets(Collection<BsonValue> ids) {
        var tickets = new HashMap<BsonValue, Long>();
        for (var id : ids) {
            var there = documents.get(id);
            if (fault == Fault.DUPLICATE_TAKEN_FOR_NEWER) {
                tickets.put(id, Long.MAX_VALUE);
            } else if (there != null) {
                tickets.put(id, there.ticket());
            }
        }
        Strand.pause();
        return tickets;
    }

    @Override
    public int deleteOlder(List<DocumentWrite.Remove> removals) {
        var deleted = 0;
        for (var removal : removals) {
            var there = documents.get(removal.id());
            if (there != null && (fault == Fault.NO_GUARD || there.ticket() < removal.ticket())) {
                documents.remove(removal.id());
                deleted++;
            }
            Strand.pause();
            if (fault == Fault.TOMBSTONE_TOO_LATE) {
                raise(removal);
            }
        }
        return deleted;
    }

    @Override
    public void raiseTombstones(List<DocumentWrite.Remove> removals) {
        if (fault != Fault.NO_TOMBSTONES && fault != Fault.TOMBSTONE_TOO_LATE) {
            removals.forEach(this::raise);
        }
        Strand.pause();
    }

    private void raise(DocumentWrite.Remove removal) {
        tombstones.merge(removal.id(), removal.ticket(), Math::max);
    }

    @Override
    public Map<BsonValue, Long> tombstones(Collection<BsonValue> ids) {
        var found = new HashMap<BsonValue, Long>();
        ids.forEach(id -> {
            var ticket = tombstones.get(id);
            if (ticket != null) {
                found.put(id, ticket);
            }
        });
        Strand.pause();
        return found;
    }

    /// What is stored for a root, `null` where nothing is.
    String text(int root) {
        var there = documents.get(new BsonInt32(root));
        return there == null ? "null" : RowsToDocument.textOf(there);
    }

    /// How often a document of an older snapshot took the place of one of a newer.
    int staleOverwrites() {
        return staleOverwrites;
    }
}
