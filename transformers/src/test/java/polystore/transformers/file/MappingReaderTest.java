package polystore.transformers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.transformers.catalog.TableName;
import polystore.transformers.shape.As;
import polystore.transformers.shape.Field;
import polystore.transformers.shape.Limit;
import polystore.transformers.shape.Nulls;
import polystore.transformers.shape.Rule;

class MappingReaderTest {

    private static final String EVERY_CONSTRUCT = """
            mapping: customers
            version: 3
            source: jdbc:postgresql://host/shop
            target: mongodb://host/shop
            root: sales.customer
            key: [region, id]
            where: "deleted is null"
            fields:
              id: customer_id
              no: no
              name: { concat: [first_name, " ", ^last_name, { text: x }] }
              active: { column: active, nulls: keep, as: text }
              total: { money: [amount, currency] }
              city: { one: city_id, fields: { name: name } }
              rentals:
                many: rental.customer_id
                key: rental_id
                where: "return_date is not null"
                limit: { max: 2000, then: trim }
                empty: omit
                fields: { at: at }
            """;

    @Test
    void readsEveryConstruct() {
        var file = MappingReader.read(EVERY_CONSTRUCT);

        assertThat(file.source()).isEqualTo("jdbc:postgresql://host/shop");
        assertThat(file.target()).isEqualTo("mongodb://host/shop");
        var mapping = file.mapping();
        assertThat(mapping.name()).isEqualTo("customers");
        assertThat(mapping.version()).isEqualTo(3);
        assertThat(mapping.root()).isEqualTo(new TableName("sales", "customer"));
        assertThat(mapping.key()).containsExactly("region", "id");
        assertThat(mapping.where()).isEqualTo("deleted is null");
        assertThat(mapping.fields()).isEqualTo(fieldsOfEveryConstruct());
    }

    private static List<Field> fieldsOfEveryConstruct() {
        return List.of(
                new Field("id", value("customer_id")),
                new Field("no", value("no")),
                new Field(
                        "name",
                        new Rule.Concat(
                                List.of(
                                        new Rule.Part.Of(column(0, "first_name")),
                                        new Rule.Part.Text(" "),
                                        new Rule.Part.Of(column(1, "last_name")),
                                        new Rule.Part.Text("x")),
                                Nulls.OMIT)),
                new Field("active", new Rule.Value(column(0, "active"), As.TEXT, new Nulls.Keep())),
                new Field("total", new Rule.Money(column(0, "amount"), column(0, "currency"), Nulls.OMIT)),
                new Field(
                        "city",
                        new Rule.One(
                                new Rule.Link.Outgoing(List.of("city_id"), null),
                                List.of(new Field("name", value("name"))),
                                Nulls.OMIT)),
                new Field(
                        "rentals",
                        new Rule.Many(
                                new Rule.Link.Incoming(new TableName("sales", "rental"), List.of("customer_id")),
                                List.of("rental_id"),
                                List.of(),
                                "return_date is not null",
                                List.of(new Field("at", value("at"))),
                                null,
                                null,
                                new Limit(2000, Limit.Then.TRIM, null),
                                true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mapping: a | root: is missing; name the table",
                "rot: a | rot: is not known here; did you mean root?",
                "root: a.b.c | root: 'a.b.c' is no table: write table or schema.table; name one table",
                "- a | the file: is no YAML mapping",
                "root: [ | the file: is not YAML",
                "{root: a, root: b} | found duplicate key root",
                "{root: a, mapping: ../b} | mapping: '../b' is no name",
                "{root: a, version: x} | version: is 'x'; write a whole number",
                "{root: a, fields: b} | fields: is 'b'; write names and values below it",
                "{root: a, fields: {b: }} | fields.b: says nothing; write a column's name",
                "{root: a, fields: {b: {colum: c}}} | fields.b: does not say how it is filled",
                "{root: a, fields: {b: {column: c, nuls: keep}}} | fields.b.nuls: is not known here; did you mean nulls?",
                "{root: a, fields: {b: {column: c, nulls: never}}} | fields.b.nulls: is 'never'; write one of keep, omit",
                "{root: a, fields: {b: {money: [c]}}} | fields.b.money: has 1 parts; write money: [amount, currency]",
                "{root: a, fields: {b: {many: c}}} | fields.b.many: 'c' does not say which rows",
                "{root: a, fields: {b: {many: c.d, limit: {max: 0}}}} | fields.b.limit.max: is '0'",
                "{root: a, fields: {b: {sql: c}}} | fields.b.type: is missing; name the type",
                "{root: a, fields: {b: {one: a.b.c.d}}} | fields.b.one: 'a.b.c.d' does not say which rows; write one:",
                "{root: a, fields: {b: {one: c, to: d}}} | fields.b.to: 'd' does not say which rows; write to: table.column",
                "{root: a, fields: {b: {many: c.d, scalar: e, fields: {f: g}}}} | fields.b.scalar: is given beside fields",
                "{root: a, fields: {b: {many: c.d, key: {e: f}}}} | fields.b.key: is a block of names; write names",
                "{root: a, fields: {b: {one: c, field: {}}}} | fields.b.field: is not known here; did you mean fields?",
                "{root: a, where: [b]} | where: is a list; write one text",
                "{root: a, key: {b: c}} | key: is a block of names; write names in brackets",
                "{root: a, tickets: {lock: 1}} | tickets: is incomplete",
                "{root: a, fields: {b: {column: c, as: number}}} | fields.b.as: is 'number'; write one of date, date_truncated",
                "{root: a, fields: {b: {switch: c}}} | fields.b.cases: is missing; write the fields of each value",
                "{root: a, fields: {b: {switch: c, case: {}}}} | fields.b.case: is not known here; did you mean cases?",
                "{root: a, fields: {b: {many: c.d, limit: {max: 5, then: cut}}}} | fields.b.limit.then: is 'cut'; write one of bucket, fail, reference, trim",
            })
    void saysWhatIsWrongAndHowToMendIt(String yaml, String fault) {
        assertThatThrownBy(() -> MappingReader.read(yaml))
                .isInstanceOf(MappingFile.UnreadableException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void namesInDoubleQuotesMayHaveDotsPlusSignsCaretsAndQuotes() {
        var fields = MappingReader.read("""
                        mapping: names
                        root: '"a.b"."c"" d"'
                        key: ['"^e"']
                        fields:
                          up: '^"^f"'
                          one: { one: '"g.h"' }
                          many: { many: '"i.j"."k+l"+m' }
                        """).mapping();

        assertThat(fields.root()).isEqualTo(new TableName("a.b", "c\" d"));
        assertThat(fields.key()).containsExactly("^e");
        assertThat(fields.fields())
                .extracting(Field::rule)
                .satisfiesExactly(
                        up -> assertThat(up).isEqualTo(new Rule.Value(column(1, "^f"), As.TYPE, Nulls.OMIT)),
                        one -> assertThat(((Rule.One) one).link())
                                .isEqualTo(new Rule.Link.Outgoing(List.of("g.h"), null)),
                        many -> assertThat(((Rule.Many) many).link())
                                .isEqualTo(new Rule.Link.Incoming(new TableName("a.b", "i.j"), List.of("k+l", "m"))));
    }

    @Test
    void saysAllFaultsAtOnce() {
        assertThatThrownBy(() -> MappingReader.read("{root: a, fields: {b: [], c: {many: d}}}"))
                .hasMessageContainingAll("fields.b: is a list", "fields.c.many:");
    }

    private static Rule.Value value(String column) {
        return new Rule.Value(column(0, column), As.TYPE, Nulls.OMIT);
    }

    private static Rule.ColumnOf column(int up, String name) {
        return new Rule.ColumnOf(up, name);
    }
}
