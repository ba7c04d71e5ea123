package polystore.platform.persistence.migration;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/// Compares the declared collections, validators and indexes of a service's MongoDB database with the existing
/// ones.
public final class MongoSchema implements DatabaseSchema {

    /// Liquibase's collection of executed change sets.
    static final String HISTORY = "DATABASECHANGELOG";

    /// The field of `buildInfo` that marks the stand-in for MongoDB, which has no validators.
    private static final String STAND_IN = "polystoreStandIn";

    private static final Set<String> SCHEMA_ACTIONS =
            Set.of("anyAction", "createCollection", "dropCollection", "createIndex", "dropIndex", "collMod");

    private final MongoDatabase database;
    private final DeclaredCollections declared;

    public MongoSchema(MongoDatabase database, DeclaredCollections declared) {
        this.database = database;
        this.declared = declared;
    }

    /// Uses the changelog of this program.
    public static MongoSchema ofProgram(MongoDatabase database) {
        return new MongoSchema(database, DeclaredCollections.ofProgram());
    }

    @Override
    public String database() {
        return "MongoDB";
    }

    @Override
    public void ping() {
        database.runCommand(new Document("ping", 1));
    }

    @Override
    public List<String> missing() {
        var applied = applied();
        if (!declared.changeSets().containsAll(applied)) {
            return List.of();
        }
        var missing = new ArrayList<String>();
        declared.changeSets().stream()
                .filter(id -> !applied.contains(id))
                .forEach(id -> missing.add("migration " + id));
        var present = collections();
        var standIn = isStandIn();
        declared.collections().forEach((name, expected) -> {
            if (!present.containsKey(name)) {
                missing.add("collection " + name);
                return;
            }
            if (expected.validated() && !present.get(name).containsKey("validator") && !standIn) {
                missing.add("validator of " + name);
            }
            var indexes = indexes(name);
            expected.indexes().stream()
                    .filter(index -> !indexes.contains(index))
                    .forEach(index -> missing.add("index " + index + " of " + name));
        });
        return missing.stream().sorted().toList();
    }

    @Override
    public Optional<String> ownership() {
        var status = database.runCommand(new Document("connectionStatus", 1).append("showPrivileges", true));
        var privileges = status.get("authInfo", new Document())
                .getList("authenticatedUserPrivileges", Document.class, List.of());
        return privileges.stream().anyMatch(MongoSchema::changesSchema)
                ? Optional.of("The user of MONGODB_URI may create or drop collections: use one with the role "
                        + MongoApplicationRole.NAME + " of the database " + database.getName())
                : Optional.empty();
    }

    static boolean changesSchema(Document privilege) {
        return privilege.getList("actions", String.class).stream().anyMatch(SCHEMA_ACTIONS::contains);
    }

    private Set<String> applied() {
        return database.getCollection(HISTORY)
                .find()
                .map(row -> row.getString("id"))
                .into(new HashSet<>());
    }

    private Map<String, Document> collections() {
        var present = new HashMap<String, Document>();
        for (var collection : database.listCollections()) {
            present.put(collection.getString("name"), collection.get("options", new Document()));
        }
        return present;
    }

    private Set<String> indexes(String collection) {
        return database.getCollection(collection)
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new HashSet<>());
    }

    private boolean isStandIn() {
        return database.runCommand(new Document("buildInfo", 1)).containsKey(STAND_IN);
    }
}
