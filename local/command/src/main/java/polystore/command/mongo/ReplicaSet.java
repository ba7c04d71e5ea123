package polystore.command.mongo;

import com.mongodb.MongoCommandException;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// The replica set of one that a `mongod` of ours is: initiated once, and told its address again when its port changed.
///
/// @param admin runs a command in the database `admin`
/// @param address of the one member
record ReplicaSet(Admin admin, String address) {
    static final String NAME = "polystore";

    private static final int ALREADY_INITIALIZED = 23;
    /// A start was cut off after the administrator was made: whoever made him had initiated the set.
    private static final int UNAUTHORIZED = 13;
    private static final int COMMAND_NOT_FOUND = 59;

    interface Admin {
        /// @throws MongoCommandException when the server refuses
        Document run(Document command);
    }

    /// Whether the server takes writes; takes the steps that are missing. Asked again until it is true.
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

    /// The configuration is kept with the data and names the port of the start that made it; a server that does not
    /// find
    /// itself in it stays out of the set. No member can be asked for its consent, hence `force`.
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
