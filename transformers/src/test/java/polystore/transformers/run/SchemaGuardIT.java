package polystore.transformers.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import polystore.transformers.catalog.TableName;
import polystore.transformers.extract.Engine;
import polystore.transformers.extract.RootKey;

/// A column that gets another type after the mapping was planned: its binary values would be read by the old one.
class SchemaGuardIT {

    private static final String MAPPING = "{root: person, fields: {age: age}}";

    @Test
    void nothingIsWrittenOfATableThatIsNotAsItWasPlanned() throws Exception {
        try (var engine =
                new Engine("create table person (id int primary key, age int); insert into person values (1, 7)")) {
            var plan = engine.plan(MAPPING);
            UsedSchema schema;
            try (var connection = engine.source().getConnection()) {
                schema = UsedSchema.read(connection, List.of(new TableName("public", "person")));
            }
            var guarded = new SchemaGuard(engine.stores(engine.source()).sink(), engine.source(), schema);
            var recompute = new Recompute(plan, Tickets.of(engine.source()), guarded);
            engine.execute("alter table person alter age type bigint using age + 4294967296");

            assertThatThrownBy(() -> recompute.of(List.of(new RootKey(List.of("1"))), new long[0]))
                    .isInstanceOf(SchemaChangedException.class)
                    .hasMessageContaining("\"public\".\"person\" are no longer those of the plan");
            assertThat(engine.documents.countDocuments()).isZero();
        }
    }
}
