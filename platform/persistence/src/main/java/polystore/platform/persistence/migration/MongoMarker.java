package polystore.platform.persistence.migration;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.UUID;

/// The document that tells one database from another at the same address, such as one made anew after a loss: what
/// was remembered of the first does not hold for the second.
final class MongoMarker {

    /// Of the migrate step: this marker and the lease.
    static final String COLLECTION = "migrations";

    private static final String ID = "database";

    private MongoMarker() {}

    /// Marks the database, once.
    static void put(MongoDatabase database) {
        database.getCollection(COLLECTION)
                .updateOne(
                        eq("_id", ID),
                        Updates.setOnInsert("identity", UUID.randomUUID().toString()),
                        new UpdateOptions().upsert(true));
    }
}
