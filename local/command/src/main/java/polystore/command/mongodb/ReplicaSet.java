package polystore.command.mongodb;

import com.mongodb.MongoCommandException;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// The replica set of one member that the `mongod` of the stack forms: initiated once, and reconfigured when its
/// port has changed.
///
/// @param admin runs a command in the database `admin`
/// @param address of the one member
record ReplicaSet(Admin admin, String address) {
    static final String NAME = "polystore";

    private static final int ALREADY_INITIALIZED = 23;
    /// An earlier start was interrupted after it had initiated the set and created the administrator.
    private static final int UNAUTHORIZED = 13;
    private static final int COMMAND_NOT_FOUND = 59;

    interface Admin {
        /// @throws MongoCommandException when the server refuses
        Document run(Document command);
    }

    /// Performs the missing steps and returns whether the server accepts writes. Called until it returns true.
    boolean ready() {
        if (!initiated() || primary()) {
            return true;
        }
        moveHere();
        return false;
    }

    /// False for a compatible server that has no replica sets.
    private boolean initiated() {
        var member = new Document("_id", 0).append("host", address);
        var set = new Document("_id", NAME).append("members", List.of(member));
        try {
            admin.run(new Document("replSetInitiate", set));
            return true;
        } catch (MongoCommandException e) {
            return switch (e.getErrorCode()) {
                case ALREADY_INITIALIZED, UNAUTHORIZED -> true;
                case COMMAND_NOT_FOUND -> false;
                default -> throw e;
            };
        }
    }

    private boolean primary() {
        return admin.run(new Document("hello", 1)).getBoolean("isWritablePrimary", false);
    }

    /// The configuration is stored with the data and names the port of an earlier start; a server that does not find
    /// its own address in it does not become a member. Needs `force`, because there is no primary to accept
    /// the change.
    private void moveHere() {
        var configuration = admin.run(new Document("replSetGetConfig", 1)).get("config", Document.class);
        var members = configuration.getList("members", Document.class);
        if (members.size() == 1 && !address.equals(members.getFirst().getString("host"))) {
            var member = new Document((Map<String, Object>) members.getFirst()).append("host", address);
            var next = new Document((Map<String, Object>) configuration)
                    .append("version", configuration.getInteger("version", 1) + 1)
                    .append("members", List.of(member));
            admin.run(new Document("replSetReconfig", next).append("force", true));
        }
    }
}
