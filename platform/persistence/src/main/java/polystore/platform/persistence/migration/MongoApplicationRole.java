package polystore.platform.persistence.migration;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/// The role `application` of a service's MongoDB database: may read and write the declared collections, but not
/// create, change or drop a collection or an index.
///
/// MongoDB's built-in `readWrite` may do all of that, and the right to insert into any collection also creates
/// missing ones. So the rights are granted per collection. The role is created without rights together with the
/// users (by the local stack or an operator); the migrate step grants its rights.
final class MongoApplicationRole {

    static final String NAME = "application";

    private static final List<String> WRITES = List.of("find", "insert", "update", "remove");

    private static final int ROLE_EXISTS = 51002;
    /// Error codes of a server without roles, and of a user who may not grant rights.
    private static final Set<Integer> WITHOUT_ROLES = Set.of(59, 115, 238);

    private static final int UNAUTHORIZED = 13;

    private MongoApplicationRole() {}

    /// @return the result as a message
    static String grant(MongoDatabase database, DeclaredCollections declared) {
        try {
            database.runCommand(command("createRole", database.getName(), declared.names()));
            return "role " + NAME + " created";
        } catch (MongoCommandException e) {
            return switch (e.getErrorCode()) {
                case ROLE_EXISTS -> update(database, declared);
                case UNAUTHORIZED -> "role " + NAME + " not changed: the owner may not grant roles (dbOwner may)";
                default -> withoutRoles(e);
            };
        }
    }

    private static String update(MongoDatabase database, DeclaredCollections declared) {
        database.runCommand(command("updateRole", database.getName(), declared.names()));
        return "role " + NAME + " updated";
    }

    private static String withoutRoles(MongoCommandException e) {
        if (WITHOUT_ROLES.contains(e.getErrorCode())) {
            return "no role " + NAME + ": this server does not support roles";
        }
        throw e;
    }

    /// The command `createRole` or `updateRole`, complete.
    static Document command(String command, String database, Collection<String> collections) {
        var privileges = new ArrayList<Document>();
        for (var collection : collections) {
            privileges.add(privilege(database, collection, WRITES));
        }
        // Needed by the check of the schema at the start.
        privileges.add(privilege(database, MongoSchema.HISTORY, List.of("find")));
        privileges.add(privilege(database, MongoMarker.COLLECTION, List.of("find")));
        privileges.add(privilege(database, "", List.of("listCollections", "listIndexes")));
        return new Document(command, NAME).append("privileges", privileges).append("roles", List.of());
    }

    private static Document privilege(String database, String collection, List<String> actions) {
        return new Document("resource", new Document("db", database).append("collection", collection))
                .append("actions", actions);
    }
}
