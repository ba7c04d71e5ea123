package polystore.stores;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/// Writes to the file before it answers, so that a kill -9 loses nothing that was acknowledged: H2 alone commits
/// once a second.
final class CommittingBackend extends H2Backend {
    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase",
            "renamecollection",
            "collmod",
            "aggregate");

    CommittingBackend(MVStore store) {
        super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        var answer = super.handleMessage(message);
        commitAfter(message.getDocument().keySet().iterator().next());
        return answer;
    }

    private void commitAfter(String command) {
        if (WRITES.contains(command.toLowerCase(Locale.ROOT))) {
            commit();
        }
    }
}
