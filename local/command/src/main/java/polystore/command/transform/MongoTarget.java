package polystore.command.transform;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import polystore.transformers.shape.Mapping;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.sink.Written;
import polystore.transformers.verify.MongoStoredBuckets;
import polystore.transformers.verify.Verify;

/// A collection with its tombstones, and with the buckets of a mapping that has some.
record MongoTarget(
        MongoClient client,
        MongoCollection<BsonDocument> documents,
        MongoCollection<BsonDocument> tombstones,
        Optional<MongoCollection<BsonDocument>> buckets)
        implements AutoCloseable {

    private static final Pattern SIGN_IN = Pattern.compile("(mongodb(?:\\+srv)?://)(?:([^@/]+)@)?(.*)");
    private static final int CONNECT_MAX_S = 5;

    static MongoTarget open(String url, Mapping mapping, Optional<String> password) {
        if (LocalStack.isNamedBy(url)) {
            var address = new ConnectionString(LocalStack.mongo(url));
            var client = MongoClients.create(settings(address).build());
            return of(client, Optional.ofNullable(address.getDatabase()).orElse(url), mapping.name(), mapping);
        }
        var parts = SIGN_IN.matcher(url);
        if (!parts.matches() || (parts.group(2) != null && parts.group(2).contains(":"))) {
            throw new IllegalArgumentException("The address of the target is malformed or contains a password: use"
                    + " mongodb://user@host/database and MONGODB_PASSWORD or --target-password-file");
        }
        var address = new ConnectionString(parts.group(1) + parts.group(3));
        if (address.getDatabase() == null) {
            throw new IllegalArgumentException("The target has no database: use mongodb://host/database");
        }
        var settings = settings(address);
        if (parts.group(2) != null) {
            settings.credential(MongoCredential.createCredential(
                    parts.group(2), address.getDatabase(), password.orElse("").toCharArray()));
        }
        var collection = Optional.ofNullable(address.getCollection()).orElse(mapping.name());
        return of(MongoClients.create(settings.build()), address.getDatabase(), collection, mapping);
    }

    private static MongoClientSettings.Builder settings(ConnectionString address) {
        return MongoClientSettings.builder()
                .applyConnectionString(address)
                .applyToClusterSettings(it -> it.serverSelectionTimeout(CONNECT_MAX_S, TimeUnit.SECONDS));
    }

    private static MongoTarget of(MongoClient client, String database, String collection, Mapping mapping) {
        var its = client.getDatabase(database);
        return new MongoTarget(
                client,
                its.getCollection(collection, BsonDocument.class),
                its.getCollection(collection + ".tombstones", BsonDocument.class),
                mapping.hasBuckets()
                        ? Optional.of(its.getCollection(collection + ".buckets", BsonDocument.class))
                        : Optional.empty());
    }

    GuardedWriter writer() {
        return buckets.map(it -> new GuardedWriter(documents, tombstones, it))
                .orElseGet(() -> new GuardedWriter(documents, tombstones));
    }

    /// The verification with the buckets of the mapping, if it has some.
    Verify with(Verify verify) {
        return buckets.map(it -> verify.withBuckets(new MongoStoredBuckets(it))).orElse(verify);
    }

    /// A sink that also closes the client.
    DocumentSink sink() {
        var writer = writer();
        return new DocumentSink() {
            @Override
            public Written write(Collection<? extends DocumentWrite> writes) {
                return writer.write(writes);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
