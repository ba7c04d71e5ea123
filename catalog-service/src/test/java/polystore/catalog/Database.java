package polystore.catalog;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import polystore.platform.persistence.migration.MongoMigration;
import polystore.platform.testing.TestStores;

/// A migrated database of its own, for tests that need no service around it.
public record Database(MongoClient client, MongoDatabase mongo) implements AutoCloseable {

    public static Database fresh() {
        var server = TestStores.mongo();
        var name = server.freshDatabase("catalog");
        MongoMigration.run(server.uri(), name);
        var client = MongoClients.create(server.uri());
        return new Database(client, client.getDatabase(name));
    }

    @Override
    public void close() {
        mongo.drop();
        client.close();
    }
}
