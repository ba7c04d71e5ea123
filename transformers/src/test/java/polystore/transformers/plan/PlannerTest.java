package polystore.transformers.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.ColumnType.Kind;
import polystore.transformers.catalog.ForeignKey;
import polystore.transformers.catalog.Index;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;
import polystore.transformers.file.MappingReader;
import polystore.transformers.shape.Fault;

/// A mapping that does not fit the catalog is refused with each rule that is wrong, what is wrong, and the correction.
class PlannerTest {

    private static final Catalog CATALOG = catalog();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "root: custmer | root: there is no table public.custmer, or this user may not see it;"
                        + " did you mean public.customer?",
                "{root: customer, fields: {a: nme}} | a: there is no column nme in public.customer; did you mean name?",
                "{root: customer, fields: {a: ^name}} | a: ^name is above the root; write fewer ^",
                "{root: customer, fields: {a: {one: name}}} | a: no foreign key on public.customer (name) says which"
                        + " row is meant; write to: table.column",
                "{root: customer, fields: {a: {one: city_id, to: city.name}}} | a: several rows of public.city may have"
                        + " the same name; use many, or add a unique index: create unique index",
                "{root: customer, fields: {a: {one: purchase.customer_id}}} | a: several rows of public.purchase may",
                "{root: customer, fields: {a: {many: log.customer_id}}} | a: public.log has no primary key; write key:",
                "{root: city, fields: {a: {many: purchase.customer_id+id}}} | a: public.purchase (customer_id, id) does"
                        + " not refer to public.city",
                "{root: customer, fields: {a: {money: [ratio, name]}}} | a: the amount has the type float8, which is"
                        + " not exact; use a numeric or integer column",
                "{root: customer, fields: {a: {column: name, as: date}}} | a: as: date is for dates and times, not for"
                        + " text",
                "{root: customer, fields: {a: odd}} | a: the type strange has no document form; write as: text",
                "{root: customer, fields: {a: {sql: 1, type: strange}}} | a: the type 'strange' is not one that a"
                        + " computed value may have; use one of bigint,",
                "{root: customer, fields: {a.b: name}} | a.b: 'a.b' cannot be queried in MongoDB; use a name without"
                        + " dots",
                "{root: customer, fields: {_id: name}} | _id: _id is made by the engine; use key:",
                "{root: customer, fields: {a: {fields: {b: name}, requires: c}}} | a: requires c, which is no value of"
                        + " it",
                "{root: customer, fields: {a: {many: purchase.customer_id, fields: {b: {many: Order.customer_id,"
                        + " scalar: id, limit: {max: 1, then: bucket}}}}}} | a.b: then: bucket is for arrays of the root,"
                        + " and this one is in an element of a; write then: fail, trim or reference",
                "{root: customer, fields: {a: {many: purchase.customer_id, scalar: id, limit: {then: reference}}}}"
                        + " | a: then: reference is given beside scalar",
                "{root: customer, fields: {a: {switch: nme, cases: {x: {b: name}}}}} | a: there is no column nme",
                "{root: customer, fields: {a: {switch: name, cases: {x: {b: nme}}}}} | a.b: there is no column nme",
                "{root: customer, fields: {b: name, a: {many: purchase.customer_id, limit: {total: b}}}}"
                        + " | a: total: b is another field's name too; use another name",
                "{root: log, fields: {a: text}} | key: public.log has no primary key; write key:",
                "{root: customer, key: name} | key: two rows of public.customer may have the same (name), and one"
                        + " document would hide the other; choose the columns of a unique index, or add one",
                "{root: customer, key: email} | key: email may be NULL, and a document needs an _id; alter table",
                "{root: customer, fields: {a: {many: log.customer_id, key: text,"
                        + " fields: {b: {many: purchase.log_text, scalar: id}}}}}"
                        + " | a.b: public.purchase (log_text) does not refer to public.log",
            })
    void namesTheRuleTheFaultAndTheMend(String yaml, String fault) {
        assertThat(faults(yaml))
                .map(Fault::toString)
                .anySatisfy(it -> assertThat(it).startsWith(fault));
    }

    @Test
    void namesAllFaultsAtOnce() {
        assertThat(faults("{root: customer, fields: {a: x, b: {many: y.z}, name: name}}"))
                .extracting(Fault::place)
                .containsExactly("a", "b");
    }

    @Test
    void quotesEveryNameSoThatReservedWordsAndUpperCaseAreJustNames() {
        var plan = plan("{root: customer, fields: {a: {many: Order.customer_id, fields: {b: select}}}}");

        assertThat(plan.streams().getLast().values()).containsExactly("t1.\"select\"");
        assertThat(plan.streams().getLast().joins().getFirst().sql()).startsWith("join \"public\".\"Order\" t1");
    }

    @Test
    void knowsWhichJoinedRowsHaveTheKeyOfTheRoot() {
        var plan = plan("""
            root: customer
            fields:
              p: { many: purchase.customer_id, fields: { o: { many: Order.customer_id, scalar: id } } }
            """);

        assertThat(plan.streams().getLast().joins())
                .extracting(Join::rootKey)
                .containsExactly(List.of("t1.\"customer_id\""), List.of());
    }

    @Test
    void saysWhichPathsHaveNoIndex() {
        var plan = plan("""
            root: customer
            fields: { p: { many: purchase.customer_id, scalar: id }, o: { many: Order.customer_id, scalar: id } }
            """);

        assertThat(plan.paths())
                .extracting(Plan.Path::place, Plan.Path::index)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("p", true),
                        org.assertj.core.groups.Tuple.tuple("o", false));
    }

    private static Plan plan(String yaml) {
        return Planner.check(MappingReader.read(yaml).mapping(), CATALOG).orThrow("of the test");
    }

    private static List<Fault> faults(String yaml) {
        return Planner.check(MappingReader.read(yaml).mapping(), CATALOG).faults();
    }

    private static Catalog catalog() {
        var city = table("city", List.of("id"), List.of(unique("id")), "id:int4", "name:text");
        var customer = table(
                "customer",
                List.of("id"),
                List.of(unique("id"), unique("email")),
                "id:int4",
                "name:text",
                "email:text?",
                "city_id:int4?",
                "ratio:float8",
                "odd:strange");
        var purchase = table(
                "purchase",
                List.of("id"),
                List.of(unique("id"), new Index("i", List.of("customer_id"), false, false)),
                "id:int4",
                "customer_id:int4",
                "log_text:text");
        var order = table("Order", List.of("id"), List.of(unique("id")), "id:int4", "customer_id:int4", "select:text");
        var log = table("log", List.of(), List.of(), "customer_id:int4", "text:text");
        var tables = Stream.of(city, customer, purchase, order, log)
                .collect(java.util.stream.Collectors.toMap(Table::name, it -> it));
        return new Catalog(
                tables,
                List.of(
                        reference("customer", "city_id", "city"),
                        reference("purchase", "customer_id", "customer"),
                        reference("Order", "customer_id", "customer"),
                        reference("log", "customer_id", "customer")),
                "reader",
                "public");
    }

    private static Index unique(String column) {
        return new Index(column + "_key", List.of(column), true, false);
    }

    private static ForeignKey reference(String from, String column, String to) {
        return new ForeignKey(name(from), List.of(column), name(to), List.of("id"));
    }

    private static TableName name(String name) {
        return new TableName("public", name);
    }

    private static Table table(String name, List<String> key, List<Index> indexes, String... columns) {
        return new Table(name(name), Stream.of(columns).map(PlannerTest::column).toList(), key, indexes, false, false);
    }

    private static Column column(String text) {
        var parts = text.replace("?", "").split(":", 2);
        var types = Map.of("int4", Kind.INT4, "text", Kind.TEXT, "float8", Kind.FLOAT8);
        var kind = types.get(parts[1]);
        var type = kind == null
                ? new ColumnType.Unsupported(parts[1], "write as: text")
                : new ColumnType.Scalar(kind, parts[1], 6);
        return new Column(parts[0], type, text.endsWith("?"));
    }
}
