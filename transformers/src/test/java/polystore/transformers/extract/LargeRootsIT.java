package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Roots whose documents would be larger than MongoDB stores.
class LargeRootsIT {

    private static final String ROWS = """
            create table parent (id int primary key, text text);
            create table child (parent_id int references parent, no int, text text, primary key (parent_id, no));
            insert into parent values (1, 'many'), (2, 'fits'), (3, repeat('x', 20000000));
            insert into child select 1, no, repeat(md5(no::text), 3200) from generate_series(1, 200) no;
            insert into child values (2, 1, 'small')
            """;

    private static final String MAPPING =
            "{root: parent, fields: {text: text, children: {many: child.parent_id, fields: {no: no, text: text}}}}";

    @Test
    void twentyMegabytesAreADeadLetterAndHoldUpNoOther() throws Exception {
        try (var engine = new Engine(ROWS)) {
            var plan = engine.plan(MAPPING);

            assertThat(engine.run(plan).deadLetters()).isEqualTo(2);
            assertThat(engine.documents.countDocuments()).isEqualTo(1);
            assertThat(engine.verify(plan))
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it.toString()).contains("is larger than the 16 MiB"));
        }
    }
}
