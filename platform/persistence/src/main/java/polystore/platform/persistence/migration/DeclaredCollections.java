package polystore.platform.persistence.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The collections, validators and indexes that a changelog creates, read from its text.
public final class DeclaredCollections {

    /// @param validated whether documents are checked by a validator
    /// @param indexes by name, without the one on `_id`
    public record Collection(boolean validated, Set<String> indexes) {}

    /// Changes of data, and commands that create no collection.
    private static final Set<String> OTHER_CHANGES = Set.of("insertOne", "insertMany", "runCommand", "adminCommand");

    private final List<String> changeSets = new ArrayList<>();
    private final Map<String, Collection> collections = new TreeMap<>();
    private final Map<String, String> indexNamesByKeys = new LinkedHashMap<>();

    private DeclaredCollections() {}

    /// @param changelog in Liquibase's JSON
    /// @throws IllegalArgumentException for a kind of change that this class does not support
    public static DeclaredCollections of(String changelog) {
        var declared = new DeclaredCollections();
        for (var entry : Document.parse(changelog).getList("databaseChangeLog", Document.class)) {
            var changeSet = entry.get("changeSet", Document.class);
            if (changeSet != null) {
                declared.changeSets.add(changeSet.getString("id"));
                changeSet.getList("changes", Document.class).forEach(declared::apply);
            }
        }
        return declared;
    }

    static DeclaredCollections ofProgram() {
        return of(MigrationFiles.mongo()
                .orElseThrow(() -> new IllegalStateException("No " + MigrationFiles.MONGO_CHANGELOG)));
    }

    /// The ids of the change sets, in their order.
    public List<String> changeSets() {
        return List.copyOf(changeSets);
    }

    public Map<String, Collection> collections() {
        return Map.copyOf(collections);
    }

    public Set<String> names() {
        return new TreeSet<>(collections.keySet());
    }

    private void apply(Document change) {
        var kind = change.keySet().iterator().next();
        var what = change.get(kind, Document.class);
        var name = what.getString("collectionName");
        switch (kind) {
            case "createCollection" ->
                collections.put(name, new Collection(options(what).containsKey("validator"), new TreeSet<>()));
            case "dropCollection" -> collections.remove(name);
            case "createIndex" -> index(name, what);
            case "dropIndex" -> indexes(name).remove(indexNamesByKeys.get(name + what.getString("keys")));
            default -> {
                if (!OTHER_CHANGES.contains(kind)) {
                    throw new IllegalArgumentException("The change " + kind + " is not supported: extend "
                            + DeclaredCollections.class.getSimpleName() + " with its effect");
                }
            }
        }
    }

    private void index(String collection, Document what) {
        @Nullable String index = options(what).getString("name");
        if (index == null) {
            throw new IllegalArgumentException("An index of " + collection + " has no name: name it in its options");
        }
        indexNamesByKeys.put(collection + what.getString("keys"), index);
        indexes(collection).add(index);
    }

    private Set<String> indexes(String collection) {
        var declared = collections.get(collection);
        if (declared == null) {
            throw new IllegalArgumentException("The collection " + collection + " has an index before it is created");
        }
        return declared.indexes();
    }

    private static Document options(Document what) {
        @Nullable String options = what.getString("options");
        return options == null ? new Document() : Document.parse(options);
    }
}
