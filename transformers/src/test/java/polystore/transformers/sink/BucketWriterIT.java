package polystore.transformers.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

/// In the end a document has the buckets of its own ticket and no others, in whatever order its writers get on.
class BucketWriterIT {

    private static final BsonValue ROOT = new BsonString("a");

    private MongoClient client;
    private MongoCollection<BsonDocument> documents;
    private MongoCollection<BsonDocument> tombstones;
    private MongoCollection<BsonDocument> buckets;

    @BeforeEach
    void open() {
        client = MongoClients.create(TestStores.mongo().uri());
        var database = client.getDatabase(TestStores.mongo().freshDatabase("analytics"));
        documents = database.getCollection("orders", BsonDocument.class);
        tombstones = database.getCollection("orders.tombstones", BsonDocument.class);
        buckets = database.getCollection("orders.buckets", BsonDocument.class);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aNewerPutLeavesNoBucketOfAnOlderOne() {
        writer().write(List.of(put("a", 1, 3), put("aa", 1, 2)));
        writer().write(List.of(put("a", 2, 1)));

        assertThat(stored()).containsExactly("a 1 v2", "aa 1 v1", "aa 2 v1");

        writer().write(List.of(put("a", 3, 0)));
        assertThat(stored()).containsExactly("aa 1 v1", "aa 2 v1");
    }

    @Test
    void anOlderPutThatComesLateWritesNoBucket() {
        writer().write(List.of(put("a", 2, 1)));
        var late = writer().write(List.of(put("a", 1, 3)));

        assertThat(late.stale()).isEqualTo(1);
        assertThat(stored()).containsExactly("a 1 v2");
    }

    @Test
    void aRemovalDeletesTheBucketsOfItsRootAlone() {
        writer().write(List.of(put("a", 1, 2), put("b", 1, 1)));
        writer().write(List.of(new DocumentWrite.Remove(ROOT, 2)));

        assertThat(stored()).containsExactly("b 1 v1");
    }

    @Test
    void aWriterThatIsOvertakenBeforeItsBucketsLeavesNone() {
        overtaken(() -> writer().write(List.of(put("a", 2, 1)))).write(List.of(put("a", 1, 3)));

        assertThat(stored()).containsExactly("a 1 v2");
    }

    @Test
    void aWriterWhoseRootIsRemovedBeforeItsBucketsLeavesNone() {
        overtaken(() -> writer().write(List.of(new DocumentWrite.Remove(ROOT, 2))))
                .write(List.of(put("a", 1, 3)));

        assertThat(stored()).isEmpty();
        assertThat(documents.countDocuments()).isZero();
    }

    @Test
    void aRefusedRootHasNoBuckets() {
        documents.insertOne(new BsonDocument("_id", ROOT));

        assertThat(writer().write(List.of(put("a", 1, 2))).refused()).hasSize(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aRootOfAnotherKindThanTextHasARangeOfItsOwn() {
        var ids = List.<BsonValue>of(
                new BsonInt32(1), new BsonInt32(10), new BsonDocument("x", new BsonInt32(1)), new BsonString("1"));
        var puts = ids.stream().map(id -> put(id, 1, 1)).toList();
        writer().write(puts);
        for (var left = ids.size(); left > 0; left--) {
            assertThat(buckets.countDocuments()).isEqualTo(left);
            writer().write(List.of(new DocumentWrite.Remove(ids.get(left - 1), 2)));
        }
    }

    private GuardedWriter writer() {
        return new GuardedWriter(documents, tombstones, buckets);
    }

    /// A writer that is stopped after its document is stored, until another one has written.
    private GuardedWriter overtaken(Runnable other) {
        var real = new MongoBucketCollection(buckets);
        return new GuardedWriter(new MongoGuardedCollection(documents, tombstones), new BucketCollection() {
            @Override
            public GuardedCollection guarded() {
                return new Overtaken(real.guarded(), other);
            }

            @Override
            public void deleteOlder(Map<BsonValue, Long> roots) {
                real.deleteOlder(roots);
            }
        });
    }

    private record Overtaken(GuardedCollection real, Runnable other) implements GuardedCollection {
        @Override
        public Replaced replaceOlder(List<DocumentWrite.Put> puts) {
            other.run();
            return real.replaceOlder(puts);
        }

        @Override
        public Replaced insert(List<DocumentWrite.Put> puts) {
            return replaceOlder(puts);
        }

        @Override
        public Map<BsonValue, Long> tickets(Collection<BsonValue> ids) {
            return real.tickets(ids);
        }

        @Override
        public int deleteOlder(List<DocumentWrite.Remove> removals) {
            return real.deleteOlder(removals);
        }

        @Override
        public void raiseTombstones(List<DocumentWrite.Remove> removals) {
            real.raiseTombstones(removals);
        }

        @Override
        public Map<BsonValue, Long> tombstones(Collection<BsonValue> ids) {
            return real.tombstones(ids);
        }
    }

    private static DocumentWrite.Put put(String id, long ticket, int buckets) {
        return put(new BsonString(id), ticket, buckets);
    }

    private static DocumentWrite.Put put(BsonValue id, long ticket, int count) {
        var its = new ArrayList<DocumentWrite.Put>();
        for (var n = 1; n <= count; n++) {
            its.add(new DocumentWrite.Put(DocumentWrite.bucketId(id, "items", n), ticket, 1, new BsonDocument()));
        }
        return new DocumentWrite.Put(id, ticket, 1, new BsonDocument(), its);
    }

    private SortedSet<String> stored() {
        var stored = new TreeSet<String>();
        for (var bucket : buckets.find()) {
            var id = bucket.getDocument("_id");
            stored.add(id.getString("root").getValue() + " "
                    + id.getInt32("n").getValue() + " v"
                    + bucket.getDocument("_m").getInt64("v").getValue());
        }
        return stored;
    }
}
