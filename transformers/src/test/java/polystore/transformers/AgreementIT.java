package polystore.transformers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.sink.StoredForm;
import polystore.transformers.turnstile.OneConnection;
import polystore.transformers.turnstile.Turnstile;
import polystore.transformers.value.BsonEncoder;
import polystore.transformers.value.InstantForm;

/// Real rows, real documents: writers of several kinds, workers in any order, a backfill beside them, and at the end
/// every document is what its rows say.
class AgreementIT {

    private static final int ROOTS = 5;
    private static final int CHILDREN = 10;
    private static final int WRITERS = 3;
    private static final int TRANSACTIONS = 30;
    private static final int WORKERS = 4;
    /// Some seconds on an idle machine.
    private static final int WITHIN_S = 120;

    private static final BsonEncoder ENCODER = new BsonEncoder(InstantForm.DATE);

    private final ServiceDatabase database = TestStores.postgres().freshDatabase("orders");
    private final BlockingQueue<Touched> touched = new LinkedBlockingQueue<>();
    private final Map<Integer, Long> seenTickets = new ConcurrentHashMap<>();
    private final AtomicInteger writersLeft = new AtomicInteger(WRITERS);

    record Touched(int root, long xid) {}

    record Child(int id, int value) {}

    record Root(int value, List<Child> children) {}

    @Test
    void everyDocumentIsWhatItsRowsSay() throws Exception {
        execute("""
                create table root (id int primary key, value int not null);
                create table child (id int primary key, parent int not null references root on delete cascade, value int not null);
                create index child_parent on child (parent);
                create sequence ticket cache 1
                """);
        try (var client = MongoClients.create(TestStores.mongo().uri())) {
            var name = TestStores.mongo().freshDatabase("analytics");
            var seed = new Random().nextLong();
            runAll(client, name, seed);

            var stored = new HashMap<Integer, BsonDocument>();
            documents(client, name)
                    .find()
                    .forEach(it -> stored.put(it.getInt32("_id").getValue(), it));
            assertThat(bodies(stored)).as("seed %d", seed).isEqualTo(bodiesOfRows());
            assertThat(stored.values())
                    .allSatisfy(
                            it -> assertThat(it.getDocument("_m").getInt64("h").getValue())
                                    .isEqualTo(StoredForm.hashOf(it)));
        }
    }

    private void runAll(MongoClient client, String name, long seed) throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < WRITERS; i++) {
                var random = new Random(seed + i);
                running.add(threads.submit(() -> write(random)));
            }
            for (var i = 0; i < WORKERS; i++) {
                var writer = new GuardedWriter(
                        documents(client, name), client.getDatabase(name).getCollection("t", BsonDocument.class));
                running.add(threads.submit(() -> work(writer, documents(client, name))));
            }
            for (var one : running) {
                one.get(WITHIN_S, TimeUnit.SECONDS);
            }
        }
    }

    private Void write(Random random) throws SQLException {
        try (var connection = source().getConnection()) {
            connection.setAutoCommit(false);
            for (var i = 0; i < TRANSACTIONS; i++) {
                try {
                    writeOnce(connection, random);
                } catch (PSQLException conflict) {
                    connection.rollback();
                }
                // A backfill of somebody at the same time.
                touched.add(new Touched(random.nextInt(ROOTS), 0));
            }
        } finally {
            writersLeft.decrementAndGet();
        }
        return null;
    }

    private void writeOnce(Connection connection, Random random) throws SQLException {
        var root = random.nextInt(ROOTS);
        var child = random.nextInt(CHILDREN);
        var value = random.nextInt(1_000);
        var roots = new ArrayList<>(List.of(root));
        switch (random.nextInt(4)) {
            case 0 ->
                update(
                        connection,
                        "insert into root values (" + root + ", " + value
                                + ") on conflict (id) do update set value = excluded.value");
            case 1 -> update(connection, "delete from root where id = " + root);
            default -> {
                roots.addAll(numbers(connection, "select parent from child where id = " + child + " for update"));
                update(
                        connection,
                        "insert into child select " + child + ", id, " + value + " from root where id = " + root
                                + " on conflict (id) do update set parent = excluded.parent, value = excluded.value");
            }
        }
        long xid = numbers(connection, "select pg_current_xact_id()::text::int").getFirst();
        connection.commit();
        roots.forEach(it -> touched.add(new Touched(it, xid)));
    }

    private Void work(GuardedWriter writer, MongoCollection<BsonDocument> stored) throws Exception {
        try (var connection = source().getConnection()) {
            work(writer, stored, new Turnstile(new OneConnection(connection), "ticket", 42));
        }
        return null;
    }

    private void work(GuardedWriter writer, MongoCollection<BsonDocument> stored, Turnstile turnstile)
            throws Exception {
        while (writersLeft.get() > 0 || !touched.isEmpty()) {
            var next = touched.poll(10, TimeUnit.MILLISECONDS);
            if (next != null) {
                var read = turnstile.read(next.xid(), snapshot -> read(snapshot, next.root()));
                // Some are slower than others, so that writes arrive out of order.
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(5));
                var id = new BsonInt32(next.root());
                writer.write(List.of(
                        read.value().isEmpty()
                                ? new DocumentWrite.Remove(id, read.ticket())
                                : new DocumentWrite.Put(
                                        id,
                                        read.ticket(),
                                        1,
                                        ENCODER.encode(read.value().getFirst()))));
                assertNeverGoesBack(stored, next.root());
            }
        }
    }

    private void assertNeverGoesBack(MongoCollection<BsonDocument> stored, int root) {
        long seen = seenTickets.getOrDefault(root, 0L);
        var document = stored.find(new BsonDocument("_id", new BsonInt32(root))).first();
        if (document != null) {
            var ticket = document.getDocument("_m").getInt64("v").getValue();
            assertThat(ticket).isGreaterThanOrEqualTo(seen);
            seenTickets.merge(root, ticket, Math::max);
        }
    }

    /// None or one.
    private static List<Root> read(Connection connection, int root) throws SQLException {
        var values = numbers(connection, "select value from root where id = " + root);
        var flat = numbers(
                connection,
                "select unnest(array[id, value]) from (select * from child where parent = " + root + " order by id) c");
        var children = new ArrayList<Child>();
        for (var i = 0; i < flat.size(); i += 2) {
            children.add(new Child(flat.get(i), flat.get(i + 1)));
        }
        return values.stream().map(value -> new Root(value, children)).toList();
    }

    private Map<Integer, BsonDocument> bodiesOfRows() throws SQLException {
        var bodies = new HashMap<Integer, BsonDocument>();
        try (var connection = source().getConnection()) {
            for (var root = 0; root < ROOTS; root++) {
                for (var row : read(connection, root)) {
                    bodies.put(root, ENCODER.encode(row));
                }
            }
        }
        return bodies;
    }

    private static Map<Integer, BsonDocument> bodies(Map<Integer, BsonDocument> stored) {
        var bodies = new HashMap<Integer, BsonDocument>();
        stored.forEach((root, document) -> {
            var body = document.clone();
            body.remove("_id");
            body.remove("_m");
            bodies.put(root, body);
        });
        return bodies;
    }

    private static MongoCollection<BsonDocument> documents(MongoClient client, String database) {
        return client.getDatabase(database).getCollection("documents", BsonDocument.class);
    }

    private static List<Integer> numbers(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var numbers = new ArrayList<Integer>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source().getConnection()) {
            update(connection, sql);
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.owner().user());
        source.setPassword(database.owner().password());
        return source;
    }
}
