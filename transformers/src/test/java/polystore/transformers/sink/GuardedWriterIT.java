package polystore.transformers.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

class GuardedWriterIT {

    private static MongoClient client;
    private MongoCollection<BsonDocument> documents;
    private MongoCollection<BsonDocument> tombstones;
    private GuardedWriter writer;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(TestStores.mongo().uri());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void freshCollections() {
        var database = client.getDatabase(TestStores.mongo().freshDatabase("analytics"));
        documents = database.getCollection("orders", BsonDocument.class);
        tombstones = database.getCollection("orders.tombstones", BsonDocument.class);
        writer = new GuardedWriter(documents, tombstones);
    }

    @Test
    void storesADocumentWithItsMark() {
        assertThat(writer.write(List.of(put("a", 5, "one")))).isEqualTo(new Written(1, 0, 0, List.of()));

        var stored = stored("a");
        assertThat(stored.keySet()).containsExactly("_id", "text", "_m");
        assertThat(stored.getDocument("_m").getInt64("v").getValue()).isEqualTo(5);
        assertThat(stored.getDocument("_m").getInt32("m").getValue()).isEqualTo(3);
        assertThat(stored.getDocument("_m").getInt64("h").getValue()).isEqualTo(StoredForm.hashOf(stored));
    }

    @Test
    void equalBodiesHaveEqualHashesAndOthersNot() {
        writer.write(List.of(put("a", 1, "one")));
        var first = hash("a");
        writer.write(List.of(put("a", 2, "one")));
        var again = hash("a");
        writer.write(List.of(put("a", 3, "two")));

        assertThat(again).isEqualTo(first);
        assertThat(hash("a")).isNotEqualTo(first);
    }

    @Test
    void leavesANewerDocumentAlone() {
        writer.write(List.of(put("a", 5, "new")));

        assertThat(writer.write(List.of(put("a", 4, "old")))).isEqualTo(new Written(0, 1, 0, List.of()));
        assertThat(writer.write(List.of(put("a", 5, "same")))).isEqualTo(new Written(0, 1, 0, List.of()));
        assertThat(text("a")).isEqualTo("new");
    }

    @Test
    void takesTheNewestOfARootThatIsInABatchTwice() {
        writer.write(List.of(put("a", 2, "two"), put("a", 3, "three"), put("a", 1, "one")));

        assertThat(text("a")).isEqualTo("three");
    }

    @Test
    void aRemovalOutlivesALatePut() {
        writer.write(List.of(put("a", 1, "one")));
        assertThat(writer.write(List.of(remove("a", 5))).removed()).isEqualTo(1);

        assertThat(writer.write(List.of(put("a", 4, "late"))).removed()).isEqualTo(1);
        assertThat(documents.countDocuments()).isZero();
    }

    @Test
    void aRootThatCameBackStays() {
        writer.write(List.of(remove("a", 5)));
        writer.write(List.of(put("a", 6, "back")));

        assertThat(writer.write(List.of(remove("a", 5))).removed()).isZero();
        assertThat(text("a")).isEqualTo("back");
    }

    @Test
    void refusesOneRootAndWritesTheOthers() {
        documents.createIndex(Indexes.ascending("text"), new IndexOptions().unique(true));

        var written = writer.write(List.of(put("a", 1, "same"), put("b", 2, "same"), put("c", 3, "other")));

        assertThat(written.stored()).isEqualTo(2);
        assertThat(written.stale()).isZero();
        assertThat(written.refused()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(new BsonString("b"));
            assertThat(it.cause()).contains("duplicate key");
        });
    }

    @Test
    void refusesToReplaceADocumentThatIsNotOfAMapping() {
        documents.insertOne(new BsonDocument("_id", new BsonString("a")).append("text", new BsonString("a person's")));

        var written = writer.write(List.of(put("a", 1, "ours"), put("b", 1, "other")));

        assertThat(written.stored()).isEqualTo(1);
        assertThat(written.refused())
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).contains("without _m"));
        assertThat(text("a")).isEqualTo("a person's");
    }

    @Test
    void writesMoreThanOneBatch() {
        var many = IntStream.range(0, 2_500)
                .mapToObj(i -> put("k" + i, 1, "t" + i))
                .toList();

        assertThat(writer.write(many).stored()).isEqualTo(2_500);
        assertThat(documents.countDocuments()).isEqualTo(2_500);
    }

    @Test
    void aBatchThatIsInsertedFirstLeavesNewerDocumentsAndReplacesOlderOnes() {
        documents.insertOne(
                new BsonDocument("_id", new BsonString("foreign")).append("text", new BsonString("theirs")));
        writer.write(List.of(put("newer", 9, "newer"), put("older", 1, "older")));
        writer.write(IntStream.range(0, 200).mapToObj(i -> put("k" + i, 1, "t")).toList());
        var second = new ArrayList<DocumentWrite>(
                IntStream.range(200, 400).mapToObj(i -> put("k" + i, 2, "t")).toList());
        second.addAll(List.of(put("newer", 2, "x"), put("older", 2, "replaced"), put("foreign", 2, "x")));

        var written = writer.write(second);

        assertThat(written.stored()).isEqualTo(201);
        assertThat(written.stale()).isEqualTo(1);
        assertThat(written.refused())
                .singleElement()
                .satisfies(it -> assertThat(it.id()).isEqualTo(new BsonString("foreign")));
        assertThat(List.of(text("newer"), text("older"), text("foreign")))
                .containsExactly("newer", "replaced", "theirs");
        assertThat(documents.countDocuments()).isEqualTo(403);
    }

    /// Every ticket's write of every root, from four threads in any order and some twice: the highest ticket decides.
    @Test
    void endsAtTheHighestTicketWhateverTheOrder() throws Exception {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        writer = new GuardedWriter(new MongoGuardedCollection(documents, tombstones), random::nextBoolean);
        var writes = new ArrayList<DocumentWrite>();
        var expected = new ArrayList<String>();
        for (var root = 0; root < 40; root++) {
            for (var ticket = 1; ticket <= 12; ticket++) {
                var id = "r" + root;
                DocumentWrite write = random.nextInt(3) == 0 ? remove(id, ticket) : put(id, ticket, id + "@" + ticket);
                writes.add(write);
                if (random.nextInt(4) == 0) {
                    writes.add(write);
                }
                if (ticket == 12 && write instanceof DocumentWrite.Put) {
                    expected.add(id + "@12");
                }
            }
        }
        Collections.shuffle(writes, random);
        writeFromFourThreads(writes);

        var left = new ArrayList<String>();
        documents.find().forEach(it -> left.add(it.getString("text").getValue()));
        assertThat(left).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void writeFromFourThreads(List<DocumentWrite> writes) throws Exception {
        try (var workers = Executors.newFixedThreadPool(4)) {
            var running = new ArrayList<Future<?>>();
            for (var from = 0; from < writes.size(); from += 7) {
                var batch = writes.subList(from, Math.min(writes.size(), from + 7));
                running.add(workers.submit(() -> writer.write(batch)));
            }
            for (var one : running) {
                one.get();
            }
        }
    }

    private static DocumentWrite.Put put(String id, long ticket, String text) {
        return new DocumentWrite.Put(new BsonString(id), ticket, 3, new BsonDocument("text", new BsonString(text)));
    }

    private static DocumentWrite remove(String id, long ticket) {
        return new DocumentWrite.Remove(new BsonString(id), ticket);
    }

    private BsonDocument stored(String id) {
        return Objects.requireNonNull(
                documents.find(new BsonDocument("_id", new BsonString(id))).first());
    }

    private String text(String id) {
        return stored(id).getString("text").getValue();
    }

    private long hash(String id) {
        return stored(id).getDocument("_m").getInt64("h").getValue();
    }
}
