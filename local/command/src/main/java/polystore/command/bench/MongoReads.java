package polystore.command.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.Map;
import org.bson.RawBsonDocument;

/// Reads the same products by the MongoDB driver, as bytes that are not decoded: what no service can be faster than
/// without a cache.
record MongoReads(MongoClient client, MongoCollection<RawBsonDocument> products)
        implements CatalogRounds.Reads, AutoCloseable {

    /// As many as the catalog service has.
    private static final int CONNECTIONS_MAX = 8;

    /// @param environment of the catalog service
    static MongoReads of(Map<String, String> environment) {
        var uri = environment.getOrDefault("MONGODB_URI", "mongodb://127.0.0.1:27017");
        var client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(CONNECTIONS_MAX))
                .build());
        return new MongoReads(
                client,
                client.getDatabase(environment.getOrDefault("MONGODB_DATABASE", "catalog"))
                        .getCollection("products", RawBsonDocument.class));
    }

    @Override
    public long[] run(int clients, Duration length) throws InterruptedException {
        return LoadGenerator.run(clients, length, () -> new Reader(products));
    }

    private record Reader(MongoCollection<RawBsonDocument> products) implements LoadGenerator.Client {

        @Override
        public void call() {
            var sku = CatalogProducts.randomSku();
            if (products.find(Filters.eq("skus", sku)).first() == null) {
                throw new IllegalStateException("MongoDB has no product " + sku);
            }
        }

        @Override
        public void close() {
            // The client is shared, like that of the service.
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
