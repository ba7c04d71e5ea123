package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.platform.testing.TestStores;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.file.MappingReader;
import polystore.transformers.live.LiveStores;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.run.Recompute;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.turnstile.Turnstile;
import polystore.transformers.verify.Difference;
import polystore.transformers.verify.MongoStoredBuckets;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Pace;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.Verify;

/// A database of its own with a schema, and a collection of its own: the whole engine, on real stores.
public final class Engine implements AutoCloseable {

    private static final JsonWriterSettings PLAIN =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private static final Backfill.Progress UNSEEN = new Backfill.Progress() {
        @Override
        public void begins(Backfills.Status before, boolean resumed) {}

        @Override
        public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
    };

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final MongoClient client;
    private final List<String> addresses;
    public final MongoCollection<BsonDocument> documents;
    private final MongoCollection<BsonDocument> tombstones;
    public final MongoCollection<BsonDocument> buckets;

    public Engine(String schema) throws SQLException {
        this(addresses());
        execute(schema);
        try (var connection = source.getConnection()) {
            StateSchema.make(connection);
        }
    }

    /// On what another engine has made.
    ///
    /// @param addresses as its [#whereabouts] are
    public Engine(List<String> addresses) {
        this.addresses = addresses;
        source.setUrl(addresses.get(0));
        source.setUser(addresses.get(1));
        source.setPassword(addresses.get(2));
        client = MongoClients.create(addresses.get(3));
        var mongo = client.getDatabase(addresses.get(4));
        documents = mongo.getCollection("documents", BsonDocument.class);
        tombstones = mongo.getCollection("documents.tombstones", BsonDocument.class);
        buckets = mongo.getCollection("documents.buckets", BsonDocument.class);
    }

    private static List<String> addresses() {
        var database = TestStores.postgres().freshDatabase("orders");
        return List.of(
                database.jdbcUrl(),
                database.owner().user(),
                database.owner().password(),
                TestStores.mongo().uri(),
                TestStores.mongo().freshDatabase("analytics"));
    }

    /// Where its stores are, for an engine in another process.
    public List<String> whereabouts() {
        return addresses;
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

    /// All roots, each as relaxed extended JSON, or its refusal; both operators have to say the same of them.
    public Map<String, String> preview(String yaml) throws SQLException {
        var plan = plan(yaml);
        try (var connection = source.getConnection();
                var merge = new Merge(source, plan)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var read = new RootReader(plan).read(connection, keys(connection, plan));
            var merged = new ArrayList<Extracted>();
            merge.read(connection, KeyRange.ALL, merged::add);
            assertThat(merged).isEqualTo(read);
            var shown = new TreeMap<String, String>();
            read.forEach(one -> shown.put(one.key().toString(), shown(one)));
            return shown;
        }
    }

    private static String shown(Extracted one) {
        return switch (one) {
            case Extracted.Present it ->
                it.body().toJson(PLAIN)
                        + it.buckets().stream()
                                .map(bucket -> " + " + bucket.field() + " " + bucket.number() + " "
                                        + bucket.body().toJson(PLAIN))
                                .collect(Collectors.joining());
            case Extracted.Absent it -> "absent";
            case Extracted.Refused it -> "refused: " + it.cause();
        };
    }

    private static List<RootKey> keys(Connection connection, Plan plan) throws SQLException {
        return RootKeys.page(connection, plan, KeyRange.ALL, RootReader.KEYS_MAX);
    }

    public Recompute recompute(Plan plan) {
        return new Recompute(plan, new Turnstile(source, "polystore.ticket", 4712), writer());
    }

    private GuardedWriter writer() {
        return new GuardedWriter(documents, tombstones, buckets);
    }

    /// @param pool of connections to its source
    public LiveStores stores(DataSource pool) {
        return new LiveStores(
                pool, new Turnstile(pool, "polystore.ticket", 4712), writer(), MongoStoredDocuments.byBytes(documents));
    }

    public Backfill.Summary run(Plan plan) throws SQLException, InterruptedException {
        return backfill(plan, false, 1).run(UNSEEN);
    }

    public Backfill backfill(Plan plan, boolean anew, int workers) {
        return backfill(plan, anew, workers, 0);
    }

    public Backfill backfill(Plan plan, boolean anew, int workers, long rootsPerSecondMax) {
        var settings = new Backfill.Settings("target", anew, workers, 1_000, rootsPerSecondMax);
        return new Backfill(source, plan, recompute(plan), settings);
    }

    /// As every run ends.
    public void removeWithoutRows(Plan plan) throws SQLException, InterruptedException {
        Repair.removeWithoutRows(source, plan, MongoStoredDocuments.byBytes(documents), recompute(plan));
    }

    public List<Difference> verify(Plan plan) throws SQLException, InterruptedException {
        return verify(plan, 500, () -> {});
    }

    public List<Difference> verify(Plan plan, int rangeRoots, Verify.Pause pause)
            throws SQLException, InterruptedException {
        var found = new ArrayList<Difference>();
        new Verify(source, plan, MongoStoredDocuments.byBytes(documents), pause, rangeRoots, Pace.FULL)
                .withBuckets(new MongoStoredBuckets(buckets))
                .verify(found::add);
        return found;
    }

    @Override
    public void close() {
        client.close();
    }
}
