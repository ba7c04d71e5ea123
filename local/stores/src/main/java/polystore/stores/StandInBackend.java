package polystore.stores;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// The stand-in's engine, where ours differs from the library's.
///
/// It writes to the file before it answers, so that a kill -9 loses nothing that was acknowledged: H2 alone commits
/// once a second. It keeps to the `filter` of `listCollections`, by which Liquibase looks for its own collections.
/// And its `buildInfo` says that it is a stand-in, for whoever must not expect validators.
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

    /// By name, which is all that clients filter by.
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
