package polystore.command.queries;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// The slowest commands of a database by MongoDB's profiler, which records those over 20 ms once it is switched on.
record MongoProfile(String uri, String database) {
    static final int SLOW_MS = 20;

    /// @param operation such as `query products`
    record Command(String operation, int ms, long examined, String text) {}

    /// @param begun whether it was off, and records from now on
    record Found(boolean begun, List<Command> commands) {}

    Found slowest(int limit) {
        try (var client = MongoClients.create(uri)) {
            var its = client.getDatabase(database);
            var level = its.runCommand(new Document("profile", -1)).get("was", Number.class);
            if (level.intValue() == 0) {
                its.runCommand(new Document("profile", 1).append("slowms", SLOW_MS));
            }
            return new Found(level.intValue() == 0, read(its, limit));
        }
    }

    private static List<Command> read(MongoDatabase database, int limit) {
        return database.getCollection("system.profile")
                .find()
                .sort(Sorts.descending("millis"))
                .limit(limit)
                .map(MongoProfile::command)
                .into(new ArrayList<>());
    }

    private static Command command(Document profiled) {
        var examined = profiled.get("docsExamined", Number.class);
        var command = profiled.get("command", Document.class);
        return new Command(
                profiled.getString("op") + " " + profiled.getString("ns"),
                profiled.get("millis", Number.class).intValue(),
                examined == null ? 0 : examined.longValue(),
                command == null ? "" : command.toJson());
    }
}
