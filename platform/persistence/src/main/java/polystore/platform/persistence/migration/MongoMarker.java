package polystore.platform.persistence.migration;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.UUID;

/// A document with a random id of the database, by which a database that was created anew at the same address can
/// be recognised.
final class MongoMarker {

    /// The collection of the migrate step, with this marker and the lease.
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
