package polystore.analytics.documents;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonString;

/// The find commands that the service under test sends to MongoDB: Quarkus adds each listener that it finds to its
/// client.
public final class SentFinds implements CommandListener {

    private static final List<Find> FINDS = new CopyOnWriteArrayList<>();

    record Find(String database, String collection, BsonDocument filter, BsonDocument sort) {}

    static List<Find> all() {
        return FINDS;
    }

    /// Lists of order documents since the last call of `clear`.
    static List<Find> lists() {
        return FINDS.stream()
                .filter(it -> it.collection().equals("orders") && !it.sort().isEmpty())
                .toList();
    }

    static void clear() {
        FINDS.clear();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommand();
        if (event.getCommandName().equals("aggregate")) {
            throw new AssertionError("no plan of an aggregation is checked: " + command);
        }
        if (event.getCommandName().equals("find")) {
            FINDS.add(new Find(
                    event.getDatabaseName(),
                    command.getString("find", new BsonString("")).getValue(),
                    command.getDocument("filter", new BsonDocument()).clone(),
                    command.getDocument("sort", new BsonDocument()).clone()));
        }
    }
}
