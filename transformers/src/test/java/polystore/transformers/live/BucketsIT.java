package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.transformers.extract.Engine;
import polystore.transformers.plan.Plan;
import polystore.transformers.sink.PlainJson;
import polystore.transformers.verify.Difference;

/// Elements of an array beyond its limit, in buckets: written by a run and by live changes, verified and repaired.
class BucketsIT {

    private static final String MAPPING = """
            mapping: shoppers
            root: shopper
            fields: { items: { many: item.shopper_id, scalar: sku, limit: { max: 2, then: bucket, total: count } } }
            """;

    private Engine engine;

    @BeforeEach
    void load() throws Exception {
        engine = new Engine("""
                create table shopper (id int primary key);
                create table item (shopper_id int references shopper, no int, sku text, primary key (shopper_id, no));
                create table named (name text primary key);
                create table entry (name text references named, no int, sku text, primary key (name, no));
                insert into shopper select generate_series(1, 40);
                insert into item select s, n, 'sku ' || n from generate_series(1, 3) s, generate_series(1, 2 * s - 1) n;
                insert into named values ('a'), ('b');
                insert into entry select 'a', n, 'sku ' || n from generate_series(1, 5) n""");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aRunWritesThem() throws Exception {
        engine.run(engine.plan(MAPPING));

        assertThat(String.valueOf(engine.documents.find(Filters.eq(3)).first()))
                .startsWith("{\"_id\": 3, \"count\": 5, \"items\": [\"sku 1\", \"sku 2\"], \"_m\"");
        assertThat(buckets()).containsExactly("2 items 1 [sku 3]", "3 items 1 [sku 3, sku 4]", "3 items 2 [sku 5]");
        assertThat(engine.verify(engine.plan(MAPPING))).isEmpty();
    }

    @Test
    void liveChangesFollow() throws Exception {
        LiveRun.allowReplication(engine);
        try (var live = new LiveRun(engine, MAPPING)) {
            live.await(() -> engine.documents.countDocuments() == 40);
            engine.execute("insert into item values (2, 4, 'sku 4'), (2, 5, 'sku 5'), (1, 2, 'x'), (1, 3, 'y')");
            engine.execute("delete from item where shopper_id = 3 and no > 2");
            live.settle();

            assertThat(buckets()).containsExactly("1 items 1 [y]", "2 items 1 [sku 3, sku 4]", "2 items 2 [sku 5]");
            assertThat(engine.verify(engine.plan(MAPPING))).isEmpty();

            engine.execute("delete from item where shopper_id = 2; delete from shopper where id = 2");
            live.settle();
            assertThat(buckets()).containsExactly("1 items 1 [y]");
            live.stop();
            live.dropSlot();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MAPPING,
                "{root: named, fields: {items: {many: entry.name, scalar: sku, limit: {max: 2, then: bucket}}}}"
            })
    void verifyFindsEachKindOfDifferenceAndRecomputingRemovesIt(String mapping) throws Exception {
        var plan = engine.plan(mapping);
        engine.run(plan);
        var some = buckets();

        engine.buckets.deleteOne(Filters.eq("_id.n", 2));
        assertRepaired(plan, Difference.Kind.MISSING, some);
        engine.buckets.updateOne(Filters.eq("_id.n", 2), Updates.set("items", List.of("changed")));
        assertRepaired(plan, Difference.Kind.CHANGED_IN_TARGET, some);
        engine.buckets.insertOne(surplus("9", mapping));
        assertRepaired(plan, Difference.Kind.WITHOUT_ROWS, some);
        engine.buckets.insertOne(surplus("40", mapping));
        assertRepaired(plan, Difference.Kind.WITHOUT_ROWS, some);
    }

    private static BsonDocument surplus(String root, String mapping) {
        var id = mapping.equals(MAPPING) ? root : "'" + (root.equals("9") ? "b" : "gone") + "'";
        return BsonDocument.parse(
                "{_id: {root: " + id + ", field: 'items', n: 7}, items: [], _m: {v: {$numberLong: '1'}, m: 1}}");
    }

    private void assertRepaired(Plan plan, Difference.Kind kind, SortedSet<String> some) throws Exception {
        var found = engine.verify(plan);
        assertThat(found).extracting(Difference::kind).containsExactly(kind);
        engine.recompute(plan).of(found.stream().map(Difference::root).toList(), new long[0]);
        assertThat(engine.verify(plan)).isEmpty();
        assertThat(buckets()).isEqualTo(some);
    }

    private SortedSet<String> buckets() {
        var stored = new TreeSet<String>();
        for (var bucket : engine.buckets.find()) {
            var id = bucket.getDocument("_id");
            var items = bucket.getArray("items").stream()
                    .map(it -> it.asString().getValue())
                    .toList();
            stored.add(PlainJson.text(id.get("root", BsonNull.VALUE))
                    + " " + id.getString("field").getValue() + " "
                    + id.getInt32("n").getValue() + " " + items);
        }
        return stored;
    }
}
