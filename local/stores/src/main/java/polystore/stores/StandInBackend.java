package polystore.stores;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// Corrections to the library's engine.
///
/// It writes to the file before it acknowledges, so that a kill -9 loses no acknowledged write: H2 by itself commits
/// once a second. It respects the `filter` of `listCollections`, which Liquibase uses to find its own collections.
/// Its `buildInfo` marks it as a stand-in, so that clients know that it has no validators.
final class StandInBackend extends H2Backend {
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

    StandInBackend(MVStore store) {
        super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        var answer = super.handleMessage(message);
        var command = message.getDocument().keySet().iterator().next().toLowerCase(Locale.ROOT);
        if (WRITES.contains(command)) {
            commit();
        }
        return switch (command) {
            case "buildinfo" -> answer.append("polystoreStandIn", true);
            case "listcollections" -> filtered(answer, message.getDocument().get("filter"));
            default -> answer;
        };
    }

    /// Filters by name only; clients use no other filter.
    private static Document filtered(Document answer, @Nullable Object filter) {
        if (filter instanceof Document wanted
                && wanted.get("name") instanceof String name
                && answer.get("cursor") instanceof Document cursor
                && cursor.get("firstBatch") instanceof List<?> collections) {
            cursor.put(
                    "firstBatch",
                    collections.stream()
                            .filter(collection -> name.equals(((Document) collection).get("name")))
                            .toList());
        }
        return answer;
    }
}
