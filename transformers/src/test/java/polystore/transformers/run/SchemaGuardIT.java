package polystore.transformers.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.transformers.extract.Engine;
import polystore.transformers.extract.RootKey;
import polystore.transformers.file.MappingReader;
import polystore.transformers.verify.Difference;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Verify;

/// Tables that change after the mapping was planned: their binary values would be read by the types of before.
class SchemaGuardIT {

    private static final String TABLES = """
            create table person (id int primary key, age int, note text, "odd name" int);
            create table visit (id int, person_id int references person, cost int);
            create table pet (id int primary key, person_id int references person, name text);
            insert into person values (1, 7, 'x', 8);
            insert into visit values (1, 1, 5), (1, 1, 6);
            insert into pet values (1, 1, 'Rex')""";

    /// The visits have no key, so that they are ordered by their whole rows.
    private static final String MAPPING = """
            root: person
            where: "age > 0"
            fields:
              age: age
              odd: odd name
              mood: { sql: "select mood from (select 'good' as mood) m", type: text }
              costs: { many: visit.person_id, key: id, scalar: cost }
              pets: { many: pet.person_id, fields: { name: name, all: { sql: "to_jsonb(pet)", type: jsonb } } }
            """;

    private static final List<RootKey> ROOTS = List.of(new RootKey(List.of("1")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table person alter age type bigint using age + 4294967296",
                "alter table person alter \"odd name\" type bigint",
                "alter table visit alter cost type bigint",
                "alter table visit alter person_id type bigint",
                "alter table visit add remark text",
                "alter table pet add race text",
                "alter table person add mood text",
                "create table adult () inherits (person)"
            })
    void nothingIsWrittenWhenAColumnThatTheMappingReadsHasChanged(String change) throws Exception {
        try (var engine = new Engine(TABLES)) {
            var planned = planned(engine);
            engine.execute(change);

            assertThatThrownBy(() -> recompute(engine, planned))
                    .isInstanceOf(SchemaChangedException.class)
                    .hasMessageContaining("of \"public\".\"person\", \"public\".\"pet\", \"public\".\"visit\" are no");
            assertThat(engine.documents.countDocuments()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table person add hobby text",
                "alter table person drop note",
                "alter table person alter note type varchar(9)",
                "alter table person alter age set default 1"
            })
    void otherColumnsMayChange(String change) throws Exception {
        try (var engine = new Engine(TABLES)) {
            var planned = planned(engine);
            engine.execute(change);

            assertThat(recompute(engine, planned).written()).isEqualTo(1);
            assertThat(engine.documents.countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void noDifferenceIsReportedOfRowsThatMayHaveBeenReadByOldTypes() throws Exception {
        try (var engine = new Engine(TABLES)) {
            var planned = planned(engine);
            recompute(engine, planned);
            engine.execute("alter table person alter age type bigint using age + 4294967296");
            var found = new ArrayList<Difference>();
            var stored = MongoStoredDocuments.byBytes(engine.documents);
            var verify = new Verify(engine.source(), planned.plan(), stored, () -> {});

            assertThatThrownBy(() -> verify.whileUnchanged(planned.schema()).verify(found::add))
                    .isInstanceOf(SchemaChangedException.class);
            assertThat(found).isEmpty();
        }
    }

    private static PlannedMapping planned(Engine engine) throws SQLException {
        try (var connection = engine.source().getConnection()) {
            return PlannedMapping.check(connection, MappingReader.read(MAPPING).mapping())
                    .orThrow("of the test");
        }
    }

    private static Recompute.Outcome recompute(Engine engine, PlannedMapping planned) throws SQLException {
        var stores = engine.stores(engine.source());
        var guarded = new SchemaGuard(stores.sink(), engine.source(), planned.schema());
        return new Recompute(planned.plan(), stores.turnstile(), guarded).of(ROOTS, new long[0]);
    }
}
