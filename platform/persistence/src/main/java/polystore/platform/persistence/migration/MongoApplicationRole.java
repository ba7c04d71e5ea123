package polystore.platform.persistence.migration;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/// The role `application` of a service's MongoDB database: reads and writes the declared collections, and can neither
/// make, change nor drop a collection or an index.
///
/// MongoDB's own `readWrite` can do all of that; and the right to insert into any collection makes a missing one. So
/// the rights are by collection, and follow the migrations. Whoever makes the users (the local stack, an operator)
/// makes the role empty and gives it to the service's user; the migrate step fills it.
final class MongoApplicationRole {

    static final String NAME = "application";

    private static final List<String> WRITES = List.of("find", "insert", "update", "remove");

    private static final int ROLE_EXISTS = 51002;
    /// A server without roles, and one where migrations run as a user who may not give rights.
    private static final Set<Integer> WITHOUT_ROLES = Set.of(59, 115, 238);

    private static final int UNAUTHORIZED = 13;

    private MongoApplicationRole() {}

    /// @return what came of it, for a person
    static String grant(MongoDatabase database, DeclaredCollections declared) {
        try {
            database.runCommand(command("createRole", database.getName(), declared.names()));
            return "role " + NAME + " made";
        } catch (MongoCommandException e) {
            return switch (e.getErrorCode()) {
                case ROLE_EXISTS -> update(database, declared);
                case UNAUTHORIZED -> "role " + NAME + " left as it is: the owner may not grant roles (dbOwner may)";
                default -> withoutRoles(e);
            };
        }
    }

    private static String update(MongoDatabase database, DeclaredCollections declared) {
        database.runCommand(command("updateRole", database.getName(), declared.names()));
        return "role " + NAME + " brought up to date";
    }

    private static String withoutRoles(MongoCommandException e) {
        if (WITHOUT_ROLES.contains(e.getErrorCode())) {
            return "no role " + NAME + ": this server knows no roles";
        }
        throw e;
    }

    /// The command `createRole` or `updateRole`, complete.
    static Document command(String command, String database, Collection<String> collections) {
        var privileges = new ArrayList<Document>();
        for (var collection : collections) {
            privileges.add(privilege(database, collection, WRITES));
        }
        // What the check at start reads.
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
