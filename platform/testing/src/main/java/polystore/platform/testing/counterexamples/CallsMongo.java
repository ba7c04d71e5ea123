package polystore.platform.testing.counterexamples;

import com.mongodb.client.MongoDatabase;

/// Calls the MongoDB driver outside of a class that is named after it.
final class CallsMongo {
    private CallsMongo() {}

    static String nameOf(MongoDatabase database) {
        return database.getName();
    }
}
