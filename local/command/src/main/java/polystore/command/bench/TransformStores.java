package polystore.command.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.sql.SQLException;
import org.bson.BsonDocument;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.command.home.Variable;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.sink.GuardedWriter;

/// The source and the target of a measurement of `bench transform`, in the program that is measured.
///
/// @param documents a collection that only the benchmark uses
record TransformStores(
        PGSimpleDataSource source,
        Plan plan,
        MongoClient client,
        MongoCollection<BsonDocument> documents,
        MongoCollection<BsonDocument> tombstones)
        implements AutoCloseable {

    private static final String COLLECTION = "bench_transform";

    /// @param arguments the URL and the user of the source and the name of the target's database; the password and the
    ///     address of the target come from the environment
    static TransformStores of(String[] arguments) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(Variable.PGPASSWORD.in(System.getenv()));
        var client = MongoClients.create(Variable.MONGODB_URI.in(System.getenv()));
        var database = client.getDatabase(arguments[2]);
        try (var connection = source.getConnection()) {
            StateSchema.make(connection);
            var mapping = MappingReader.read(TransformTables.MAPPING).mapping();
            return new TransformStores(
                    source,
                    Planner.check(mapping, PostgresCatalog.read(connection)).orThrow("of the benchmark"),
                    client,
                    database.getCollection(COLLECTION, BsonDocument.class),
                    database.getCollection(COLLECTION + ".tombstones", BsonDocument.class));
        }
    }

    GuardedWriter writer() {
        return new GuardedWriter(documents, tombstones);
    }

    void drop() {
        documents.drop();
        tombstones.drop();
    }

    @Override
    public void close() {
        drop();
        client.close();
    }
}
