package polystore.transformers.extract;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.platform.testing.TestStores;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.run.FirstRun;
import polystore.transformers.run.Recompute;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.turnstile.Turnstile;
import polystore.transformers.verify.Difference;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Verify;

/// A database of its own with a schema, and a collection of its own: the whole engine, on real stores.
public final class Engine implements AutoCloseable {

    private static final JsonWriterSettings PLAIN =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final MongoClient client = MongoClients.create(TestStores.mongo().uri());
    public final MongoCollection<BsonDocument> documents;
    private final MongoCollection<BsonDocument> tombstones;

    public Engine(String schema) throws SQLException {
        var database = TestStores.postgres().freshDatabase("orders");
        source.setUrl(database.jdbcUrl());
        source.setUser(database.owner().user());
        source.setPassword(database.owner().password());
        execute(schema);
        execute("create schema polystore; create sequence polystore.ticket cache 1");
        var mongo = client.getDatabase(TestStores.mongo().freshDatabase("analytics"));
        documents = mongo.getCollection("documents", BsonDocument.class);
        tombstones = mongo.getCollection("documents.tombstones", BsonDocument.class);
    }

    public PGSimpleDataSource source() {
        return source;
    }

    public void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public Planner.Checked check(String yaml) throws SQLException {
        try (var connection = source.getConnection()) {
            return Planner.check(MappingReader.read(yaml).mapping(), PostgresCatalog.read(connection));
        }
    }

    public Plan plan(String yaml) throws SQLException {
        return check(yaml).orThrow("of the test");
    }

    /// All roots, each as relaxed extended JSON, or its refusal.
    public Map<String, String> preview(String yaml) throws SQLException {
        var plan = plan(yaml);
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            var shown = new TreeMap<String, String>();
            for (var one : new RootReader(plan).read(connection, keys(connection, plan))) {
                shown.put(
                        one.key().toString(),
                        switch (one) {
                            case Extracted.Present it -> it.body().toJson(PLAIN);
                            case Extracted.Absent it -> "absent";
                            case Extracted.Refused it -> "refused: " + it.cause();
                        });
            }
            return shown;
        }
    }

    private static List<RootKey> keys(Connection connection, Plan plan) throws SQLException {
        return RootKeys.page(connection, plan, KeyRange.ALL, RootReader.KEYS_MAX);
    }

    public Recompute recompute(Plan plan) {
        return new Recompute(
                plan, new Turnstile(source, "polystore.ticket", 4712), new GuardedWriter(documents, tombstones));
    }

    public FirstRun.Summary run(Plan plan) throws SQLException {
        return new FirstRun(source, plan, recompute(plan)).run(new FirstRun.Progress() {
            @Override
            public void roots(long total) {}

            @Override
            public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
        });
    }

    public List<Difference> verify(Plan plan) throws SQLException, InterruptedException {
        return verify(plan, 500, () -> {});
    }

    public List<Difference> verify(Plan plan, int rangeRoots, Verify.Pause pause)
            throws SQLException, InterruptedException {
        var found = new ArrayList<Difference>();
        new Verify(source, plan, MongoStoredDocuments.byBytes(documents), pause, rangeRoots).verify(found::add);
        return found;
    }

    @Override
    public void close() {
        client.close();
    }
}
