package polystore.transformers.sink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonValue;

/// Replaces older documents, until each put is stored, stale or refused.
final class Replacement {

    /// Each further attempt is due to another concurrent writer of the same root.
    private static final int ATTEMPTS_MAX = 10;

    private static final String FOREIGN = "a document without _m is stored under this _id, so it is not one of this"
            + " mapping: delete it, or choose another collection";

    private Replacement() {}

    /// @param insertFirst whether the documents are probably new
    /// @return the stored ones
    static List<DocumentWrite.Put> replace(
            GuardedCollection documents, List<DocumentWrite.Put> puts, Tally tally, boolean insertFirst) {
        var notStored = new HashSet<BsonValue>();
        var left = puts;
        for (var attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new ContendedWriteException(left.getFirst().id(), ATTEMPTS_MAX);
            }
            var replaced = insertFirst && attempt == 0 ? documents.insert(left) : documents.replaceOlder(left);
            tally.stored += replaced.stored();
            tally.inserted += replaced.inserted();
            tally.refused.addAll(replaced.refused());
            replaced.refused().forEach(it -> notStored.add(it.id()));
            left = withoutStale(documents, replaced.taken(), tally, notStored);
        }
        return puts.stream().filter(it -> !notStored.contains(it.id())).toList();
    }

    private static List<DocumentWrite.Put> withoutStale(
            GuardedCollection documents, List<DocumentWrite.Put> taken, Tally tally, Set<BsonValue> notStored) {
        if (taken.isEmpty()) {
            return taken;
        }
        var there = documents.tickets(GuardedWriter.ids(taken));
        var again = new ArrayList<DocumentWrite.Put>();
        for (var put : taken) {
            var ticket = there.get(put.id());
            if (ticket == null || (ticket != GuardedCollection.NO_TICKET && ticket < put.ticket())) {
                again.add(put);
                continue;
            }
            notStored.add(put.id());
            if (ticket == GuardedCollection.NO_TICKET) {
                tally.refused.add(new Written.Refusal(put.id(), FOREIGN));
            } else {
                tally.stale++;
            }
        }
        return again;
    }
}
