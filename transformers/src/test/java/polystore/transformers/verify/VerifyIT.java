package polystore.transformers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.sql.SQLException;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.transformers.extract.Engine;
import polystore.transformers.extract.RootKey;
import polystore.transformers.plan.Plan;

/// A target that holds what its source says has no differences; each way to differ is found, and mended by recomputing.
class VerifyIT {

    private Engine engine;
    private Plan plan;

    @BeforeEach
    void run() throws Exception {
        engine = new Engine("""
                create table root (id int primary key, name text, amount numeric);
                create table child (root_id int references root, no int, text text, primary key (root_id, no));
                insert into root select i, 'name ' || i, i * 1.50 from generate_series(1, 1200) i;
                insert into child select i, n, 'text ' || n from generate_series(1, 1200) i, generate_series(1, 2) n
                """);
        plan = engine.plan(
                "root: root\nfields: { name: name, amount: amount, texts: { many: child.root_id, scalar: text } }");
        assertThat(engine.run(plan).written()).isEqualTo(1200);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void findsNothingAfterARun() throws Exception {
        assertThat(engine.verify(plan)).isEmpty();
        assertThat(engine.documents.countDocuments()).isEqualTo(1200);
    }

    @Test
    void findsEveryKindOfDifferenceAndRecomputingMendsThem() throws Exception {
        engine.documents.deleteOne(Filters.eq("_id", 3));
        engine.documents.updateOne(Filters.eq("_id", 5), Updates.set("name", "another"));
        engine.execute("update child set text = 'new' where root_id = 7 and no = 2");
        engine.execute("delete from child where root_id = 1100; delete from root where id = 1100");

        var differences = engine.verify(plan);
        assertThat(differences)
                .extracting(it -> it.root() + " " + it.kind())
                .containsExactlyInAnyOrder("3 MISSING", "5 CHANGED_IN_TARGET", "7 DIFFERENT", "1100 WITHOUT_ROWS");

        engine.recompute(plan).of(differences.stream().map(Difference::root).toList(), new long[0]);
        assertThat(engine.verify(plan)).isEmpty();
    }

    @Test
    void aRowThatCannotBecomeADocumentIsADifferenceAndHoldsUpNoOther() throws Exception {
        engine.execute("update root set amount = 'NaN' where id = 9; update root set name = 'fresh' where id = 10");

        assertThat(engine.run(plan).deadLetters()).isEqualTo(1);
        assertThat(engine.verify(plan)).singleElement().satisfies(it -> {
            assertThat(it.root().parts()).isEqualTo(List.of("9"));
            assertThat(it.kind()).isEqualTo(Difference.Kind.REFUSED);
            assertThat(it.detail()).contains("amount is NaN");
        });
    }

    /// The whole page's statement fails for it.
    @Test
    void aRowWhoseComputedValueFailsIsADeadLetterAndHoldsUpNoOther() throws Exception {
        var divided =
                engine.plan("root: root\nfields: { name: name, share: { sql: 100 / (id - 777), type: integer } }");

        var summary = engine.run(divided);

        assertThat(summary.deadLetters()).isEqualTo(1);
        assertThat(summary.written()).isEqualTo(1199);
        assertThat(engine.verify(divided)).singleElement().satisfies(it -> {
            assertThat(it.root().parts()).isEqualTo(List.of("777"));
            assertThat(it.detail()).contains("division by zero");
        });
    }

    @Test
    void aChangeThatArrivesBeforeTheSecondLookIsNoDifference() throws Exception {
        engine.execute("update root set name = 'late' where id = 600");

        assertThat(engine.verify(plan, 20_000, () -> arrive("600"))).isEmpty();
    }

    private void arrive(String root) {
        try {
            engine.recompute(plan).of(List.of(new RootKey(List.of(root))), new long[0]);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Small ranges, so that their bounds lie among the differences, and documents without rows before, between and
    /// behind all roots.
    @Test
    void findsDifferencesAtTheBoundsOfRanges() throws Exception {
        engine.execute("delete from child where root_id in (1, 100, 101, 1200)");
        engine.execute("delete from root where id in (1, 100, 101, 1200)");
        engine.documents.deleteMany(Filters.in("_id", 99, 500, 1199));
        engine.documents.insertOne(new BsonDocument("_id", new BsonInt32(-5)).append("a", new BsonInt32(1)));
        engine.documents.insertOne(new BsonDocument("_id", new BsonInt32(9_999)).append("a", new BsonInt32(1)));

        assertThat(engine.verify(plan, 100, () -> {}))
                .extracting(it -> it.root() + " " + it.kind())
                .containsExactlyInAnyOrder(
                        "1 WITHOUT_ROWS",
                        "100 WITHOUT_ROWS",
                        "101 WITHOUT_ROWS",
                        "1200 WITHOUT_ROWS",
                        "99 MISSING",
                        "500 MISSING",
                        "1199 MISSING",
                        "-5 WITHOUT_ROWS",
                        "9999 WITHOUT_ROWS");
    }

    /// The database and the target have to order these keys alike, or a document between two ranges would be missed.
    @ParameterizedTest
    @CsvSource({
        "uuid, md5(i::text)::uuid",
        "numeric, i * 1.5 - 100",
        "smallint, i - 250",
        "bigint, i * 10000000000 - 50",
        "text, chr(228) || i",
    })
    void findsDifferencesAmongKeysOfEveryType(String type, String key) throws Exception {
        engine.documents.deleteMany(new BsonDocument());
        engine.execute("create table keyed (id " + type + " primary key, name text); insert into keyed select " + key
                + ", 'n' || i from generate_series(1, 500) i");
        var keyed = engine.plan("root: keyed\nfields: { name: name }");
        engine.run(keyed);
        assertThat(engine.verify(keyed, 30, () -> {})).isEmpty();

        engine.execute("delete from keyed where name in ('n17', 'n170', 'n499')");
        engine.documents.deleteMany(Filters.in("name", "n1", "n300", "n500"));

        assertThat(engine.verify(keyed, 30, () -> {}))
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(
                        Difference.Kind.MISSING,
                        Difference.Kind.MISSING,
                        Difference.Kind.MISSING,
                        Difference.Kind.WITHOUT_ROWS,
                        Difference.Kind.WITHOUT_ROWS,
                        Difference.Kind.WITHOUT_ROWS);
    }

    @Test
    void findsEveryDocumentWhereTheTableIsEmpty() throws Exception {
        engine.execute("truncate root cascade");

        assertThat(engine.verify(plan)).hasSize(1200).allMatch(it -> it.kind() == Difference.Kind.WITHOUT_ROWS);
    }

    @Test
    void findsWhereRootsAreRefusedAllAlong() throws Exception {
        engine.execute("update root set amount = 'NaN' where id > 600");
        engine.documents.deleteOne(Filters.eq("_id", 2));

        var found = engine.verify(plan, 100, () -> {});

        assertThat(found)
                .hasSize(601)
                .filteredOn(it -> it.kind() == Difference.Kind.MISSING)
                .hasSize(1);
    }

    @Test
    void aDocumentOfSomebodyElseIsNamedAndStopsNothing() throws Exception {
        engine.documents.insertOne(
                new BsonDocument("_id", new BsonString("not a number")).append("a", new BsonInt32(1)));

        assertThat(engine.verify(plan)).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Difference.Kind.REFUSED);
            assertThat(it.root().toString()).contains("not a number");
        });
    }
}
