package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows that become the fields of a document, each by a name in the row: translations, and entity-attribute-value rows.
class NamedElementsIT {

    private Engine engine;

    @BeforeEach
    void load() throws Exception {
        engine = new Engine("""
            create table product (id int primary key);
            create table product_text (product_id int references product, language text, title text, pages int,
                primary key (product_id, language));
            create table attribute (product_id int references product, no int, name text, value text,
                primary key (product_id, no));
            insert into product values (1), (2);
            insert into product_text values (1, 'en', 'Shoe', 3), (1, 'de', 'Schuh', 4);
            insert into attribute values (1, 1, 'size', '42'), (1, 2, 'color', 'red')""");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void rowsBecomeFieldsInTheOrderOfTheirKeys() throws Exception {
        assertThat(documents())
                .containsEntry(
                        "1",
                        "{\"texts\": {\"de\": {\"title\": \"Schuh\", \"pages\": 4}, \"en\": {\"title\": \"Shoe\", \"pages\": 3}},"
                                + " \"attributes\": {\"size\": \"42\", \"color\": \"red\"}}")
                .containsEntry("2", "{\"texts\": {}}");
    }

    @Test
    void aNameThatTwoRowsHaveOrThatMongoCannotQueryIsRefused() throws Exception {
        engine.execute("insert into attribute values (1, 3, 'size', '43')");
        assertThat(documents()).containsEntry("1", "refused: attributes has two rows of the name 'size'");

        engine.execute("update attribute set name = 'a.b' where no = 3");
        assertThat(documents())
                .containsEntry("1", "refused: attributes has a row of the name 'a.b', which MongoDB cannot query");

        engine.execute("update attribute set name = null where no = 3");
        assertThat(documents()).containsEntry("1", "refused: attributes has a row whose name is NULL");
    }

    @Test
    void theyHaveALimitButNoBuckets() throws Exception {
        assertThat(engine.preview("root: product\nfields: { a: { many: attribute.product_id, by: name, scalar: value,"
                        + " limit: { max: 1, then: trim } } }"))
                .containsEntry("1", "{\"a\": {\"size\": \"42\"}}");
        assertThat(engine.check("root: product\nfields: { a: { many: attribute.product_id, by: name, scalar: value,"
                                + " limit: { then: bucket } } }")
                        .faults())
                .singleElement()
                .hasToString(
                        "a: a document of named elements has neither buckets nor references; write then: fail or trim");
    }

    private Map<String, String> documents() throws Exception {
        return engine.preview("""
            root: product
            fields:
              texts: { many: product_text.product_id, by: language, fields: { title: title, pages: pages } }
              attributes: { many: attribute.product_id, by: name, scalar: value, empty: omit }
            """);
    }
}
