package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a mapping can say, each construct with the documents it makes.
class ShapesIT {

    private static Engine engine;

    @BeforeAll
    static void makeRows() throws SQLException {
        engine = new Engine("""
            create table city (id int primary key, name text not null);
            create table customer (id int primary key, first_name text, last_name text, city_id int references city,
                balance numeric(19,4), currency text);
            create table profile (customer_id int primary key references customer, motto text);
            create table purchase (customer_id int references customer, no int, at date, status text,
                primary key (customer_id, no));
            create table item (customer_id int, no int, line int, sku text, quantity int, price numeric(19,4),
                primary key (customer_id, no, line), foreign key (customer_id, no) references purchase);
            create table tag (id int primary key, name text);
            create table customer_tag (customer_id int references customer, tag_id int references tag,
                primary key (customer_id, tag_id));
            create table note (customer_id int references customer, text text);
            insert into city values (1, 'Wien');
            insert into customer values (1, 'Ann', 'Lee', 1, 12.5, 'EUR'), (2, 'Bo', null, null, 3, 'JPY'),
                (3, 'Cy', 'Ray', 1, 0.001, 'EUR');
            insert into profile values (1, 'onward');
            insert into purchase values (1, 10, '2026-01-01', 'open'), (1, 9, '2026-01-02', 'done'),
                (2, 1, '2026-01-03', 'open');
            insert into item values (1, 10, 2, 'b', 1, 2.5), (1, 10, 1, 'a', 3, 1), (1, 9, 1, 'c', 1, 7);
            insert into tag values (1, 'vip'), (2, 'new'), (3, 'old');
            insert into customer_tag values (1, 2), (1, 1), (2, 3);
            insert into note values (1, 'z'), (1, 'a'), (1, 'a')
            """);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /// Otherwise each range of a backfill reads whole tables.
    @Test
    void theRangeBoundsEveryTableWithTheKeyOfTheRoot() throws SQLException {
        var plan = engine.plan("""
            root: customer
            fields:
              profile: { one: profile.customer_id, fields: { motto: motto } }
              purchases: { many: purchase.customer_id, fields: { items: { many: item.customer_id+no, scalar: sku } } }
            """);

        var queries = Merge.queries(plan, new KeyRange(new RootKey(List.of("1")), new RootKey(List.of("2"))));

        assertThat(queries)
                .hasSize(3)
                .allSatisfy(query ->
                        assertThat(query).contains("(t0.\"id\") > ('1'::integer)", "(t0.\"id\") <= ('2'::integer)"));
        var bounded = Pattern.compile("and \\(t[1-9]\\.\"customer_id\"\\) (>|<=) ");
        assertThat(queries)
                .extracting(query -> bounded.matcher(query).results().count())
                .containsExactlyInAnyOrder(2L, 2L, 4L);
    }

    @Test
    void everyColumnWhereNoFieldsAreGiven() throws SQLException {
        assertThat(first("root: customer"))
                .isEqualTo("{\"id\": 1, \"firstName\": \"Ann\", \"lastName\": \"Lee\","
                        + " \"cityId\": 1, \"balance\": {\"$numberDecimal\": \"12.5000\"}, \"currency\": \"EUR\"}");
    }

    @Test
    void nullsAreOmittedKeptOrGivenADefault() throws SQLException {
        assertThat(all("fields: { a: last_name, b: { column: last_name, nulls: keep },"
                                + " c: { column: city_id, default: 7 } }")
                        .get("2"))
                .isEqualTo("{\"b\": null, \"c\": 7}");
    }

    @Test
    void concatIsNullWhereAPartIs() throws SQLException {
        var shown = all("fields: { name: { concat: [first_name, \" \", last_name] } }");

        assertThat(shown).containsEntry("1", "{\"name\": \"Ann Lee\"}").containsEntry("2", "{}");
    }

    @Test
    void moneyHasTheDecimalsOfItsCurrencyAndIsNotRounded() throws SQLException {
        var shown = all("fields: { open: { money: [balance, currency] } }");

        assertThat(shown)
                .containsEntry("1", "{\"open\": {\"amount\": {\"$numberDecimal\": \"12.50\"}, \"currency\": \"EUR\"}}")
                .containsEntry("2", "{\"open\": {\"amount\": {\"$numberDecimal\": \"3\"}, \"currency\": \"JPY\"}}");
        assertThat(shown.get("3")).isEqualTo("refused: open.amount is 0.0010, which has more decimals than EUR has");
    }

    @Test
    void oneRowThatThisOneRefersToOrThatRefersToThisOne() throws SQLException {
        var shown = all("""
            fields:
              city: { one: city_id, fields: { name: name } }
              profile: { one: profile.customer_id, fields: { motto: motto, of: ^first_name }, nulls: keep }
            """);

        assertThat(shown)
                .containsEntry(
                        "1", "{\"city\": {\"name\": \"Wien\"}, \"profile\": {\"motto\": \"onward\", \"of\": \"Ann\"}}")
                .containsEntry("2", "{\"profile\": null}");
    }

    @Test
    void rowsOfRowsInTheOrderOfTheirKeys() throws SQLException {
        assertThat(first("""
            root: customer
            fields:
              purchases:
                many: purchase.customer_id
                fields: { no: no, items: { many: item.customer_id+no, fields: { sku: sku, of: ^no, who: ^^first_name } } }
            """))
                .isEqualTo("{\"purchases\": [{\"no\": 9, \"items\": [{\"sku\": \"c\", \"of\": 9, \"who\": \"Ann\"}]},"
                        + " {\"no\": 10, \"items\": [{\"sku\": \"a\", \"of\": 10, \"who\": \"Ann\"},"
                        + " {\"sku\": \"b\", \"of\": 10, \"who\": \"Ann\"}]}]}");
    }

    @Test
    void rowsAreFilteredAndEmptyArraysKeptOrOmitted() throws SQLException {
        var shown = all("""
            fields:
              open: { many: purchase.customer_id, where: "status = 'done'", scalar: no }
              none: { many: purchase.customer_id, where: "status = 'lost'", scalar: no, empty: omit }
            """);

        assertThat(shown).containsEntry("1", "{\"open\": [9]}").containsEntry("2", "{\"open\": []}");
    }

    @Test
    void manyToManyThroughATable() throws SQLException {
        var shown = all("fields: { tags: { many: customer_tag.customer_id, through: tag_id, scalar: name } }");

        assertThat(shown)
                .containsEntry("1", "{\"tags\": [\"vip\", \"new\"]}")
                .containsEntry("2", "{\"tags\": [\"old\"]}");
    }

    @Test
    void rowsWithoutAKeyAreOrderedByTheirWholeContent() throws SQLException {
        assertThat(first("root: customer\n"
                        + "fields: { notes: { many: note.customer_id, key: customer_id, scalar: text } }"))
                .isEqualTo("{\"notes\": [\"a\", \"a\", \"z\"]}");
    }

    @Test
    void valuesAreComputedFromTheirRow() throws SQLException {
        assertThat(first("""
            root: customer
            fields:
              spent:
                sql: "select sum(i.quantity * i.price) from item i where i.customer_id = customer.id"
                type: numeric
            """)).isEqualTo("{\"spent\": {\"$numberDecimal\": \"12.5000\"}}");
    }

    @Test
    void aPartIsLeftOutWhereWhatItRequiresIsNull() throws SQLException {
        var shown = all("fields: { full: { fields: { a: first_name, b: last_name }, requires: [b] } }");

        assertThat(shown)
                .containsEntry("1", "{\"full\": {\"a\": \"Ann\", \"b\": \"Lee\"}}")
                .containsEntry("2", "{}");
    }

    @Test
    void anArrayOverItsLimitFailsItsRootAloneOrIsTrimmed() throws SQLException {
        var many = "fields: { nos: { many: purchase.customer_id, scalar: no, limit: { max: 1, then: %s } } }";

        assertThat(all(many.formatted("fail")))
                .containsEntry(
                        "1",
                        "refused: nos has 2 elements, and the limit of the mapping is 1:"
                                + " raise it, or write then: trim, reference or bucket")
                .containsEntry("2", "{\"nos\": [1]}");
        assertThat(all(many.formatted("trim"))).containsEntry("1", "{\"nos\": [9]}");
    }

    @Test
    void aValueDecidesOnTheFieldsOfAPart() throws SQLException {
        var shown = all("""
            fields:
              purchases:
                many: purchase.customer_id
                fields:
                  state:
                    switch: status
                    cases:
                      open: { kind: status, items: { many: item.customer_id+no, scalar: sku } }
                      done: { kind: status, at: at, who: ^first_name }
              account: { switch: currency, nulls: keep, cases: { EUR: { balance: balance } } }
            """);

        assertThat(shown.get("1"))
                .isEqualTo(
                        "{\"purchases\": [{\"state\": {\"kind\": \"done\", \"at\": \"2026-01-02\", \"who\": \"Ann\"}},"
                                + " {\"state\": {\"kind\": \"open\", \"items\": [\"a\", \"b\"]}}],"
                                + " \"account\": {\"balance\": {\"$numberDecimal\": \"12.5000\"}}}");
        assertThat(shown.get("2")).isEqualTo("refused: account has no case for 'JPY': add one to the mapping");
    }

    @Test
    void anArrayOverItsLimitHasTheKeysOfItsRows() throws SQLException {
        var shown = all("""
            fields:
              items: { many: item.customer_id, fields: { sku: sku }, limit: { max: 2, then: reference, total: lines } }
              tags: { many: customer_tag.customer_id, through: tag_id, fields: { tag: name }, limit: { max: 1, then: reference } }
            """);

        assertThat(shown)
                .containsEntry(
                        "1",
                        "{\"lines\": 3, \"items\": [{\"customer_id\": 1, \"no\": 9, \"line\": 1},"
                                + " {\"customer_id\": 1, \"no\": 10, \"line\": 1},"
                                + " {\"customer_id\": 1, \"no\": 10, \"line\": 2}], \"tags\": [1, 2]}")
                .containsEntry("2", "{\"lines\": 0, \"items\": [], \"tags\": [{\"tag\": \"old\"}]}");
    }

    @Test
    void elementsBeyondALimitAreInBuckets() throws SQLException {
        var shown = all("""
            fields:
              first: first_name
              of: { fields: { items: { many: item.customer_id, scalar: sku, limit: { max: 1, then: bucket } } } }
              open: { money: [balance, currency] }
            """);

        assertThat(shown.get("1"))
                .endsWith(" + of.items 1 {\"items\": [\"a\"]} + of.items 2 {\"items\": [\"b\"]}")
                .contains("\"of\": {\"items\": [\"c\"]}");
        assertThat(shown.get("2")).contains("\"of\": {\"items\": []}").doesNotContain(" + ");
    }

    @Test
    void bucketsOfARefusedRootAreNotThoseOfTheNextOne() throws SQLException {
        var shown = engine.preview("""
            root: customer
            key: id
            fields:
              notes: { many: note.customer_id, key: customer_id, scalar: text, limit: { max: 1, then: bucket } }
              broken: { sql: "case id when 1 then 'NaN' else '1' end", type: numeric }
            """);

        assertThat(shown.get("1")).startsWith("refused: broken is NaN");
        assertThat(shown.get("2")).doesNotContain(" + ");
    }

    @Test
    void aRowThatLeavesTheFilterIsNoRoot() throws SQLException {
        assertThat(engine.preview("root: customer\nwhere: last_name is not null\nfields: { a: first_name }"))
                .containsOnlyKeys("1", "3");
    }

    @Test
    void aCompositeKeyIsADocument() throws SQLException {
        var plan = engine.plan("root: item\nfields: { sku: sku }");
        try (var connection = engine.source().getConnection()) {
            connection.setAutoCommit(false);
            var one = new RootReader(plan)
                    .read(connection, java.util.List.of(new RootKey(java.util.List.of("1", "10", "2"))));

            assertThat(one).singleElement().isInstanceOfSatisfying(Extracted.Present.class, it -> {
                assertThat(it.id().toString()).isEqualTo("{\"customer_id\": 1, \"no\": 10, \"line\": 2}");
                assertThat(it.body().toJson()).isEqualTo("{\"sku\": \"b\"}");
            });
        }
    }

    private static String first(String yaml) throws SQLException {
        return engine.preview(yaml).values().iterator().next();
    }

    private static java.util.Map<String, String> all(String fields) throws SQLException {
        return engine.preview("root: customer\n" + fields);
    }
}
