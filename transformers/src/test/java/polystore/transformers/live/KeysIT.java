package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.Engine;

/// Texts that a collation calls equal are keys of different documents, and an array is a key as its text.
class KeysIT {

    private static final String SCHEMA = """
            create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            create table city (name text collate caseless primary key, inhabitants int);
            insert into city values ('paris', 1), ('Rome', 2)
            """;
    private static final String MAPPING = "{ mapping: cities, root: city, fields: { inhabitants: inhabitants } }";

    @Test
    void aKeyThatChangesItsCaseLeavesNoDocumentBehind() throws Exception {
        try (var engine = new Engine(SCHEMA)) {
            LiveRun.allowReplication(engine);
            var live = new LiveRun(engine, MAPPING);
            try {
                live.settle();
                engine.execute("update city set name = 'Paris', inhabitants = 3 where name = 'paris'");
                live.settle();

                assertThat(engine.documents
                                .find()
                                .map(it -> it.getString("_id").getValue())
                                .into(new ArrayList<>()))
                        .containsExactlyInAnyOrder("Paris", "Rome");
                assertThat(engine.documents
                                .find(BsonDocument.parse("{_id: 'Paris'}"))
                                .first())
                        .containsEntry("inhabitants", new org.bson.BsonInt32(3));
            } finally {
                live.close();
                live.dropSlot();
            }
        }
    }

    @Test
    void arraysAreKeysThatLeadFromChangedRowsToTheirRoot() throws Exception {
        try (var engine = new Engine("""
                create table path (steps int[], part text, length int, primary key (steps, part));
                create table walk (id int primary key, steps int[], part text, foreign key (steps, part) references path);
                create index on walk (steps, part);
                alter table walk replica identity full;
                insert into path values ('{1,2}', 'a', 3), ('{1}', 'a', 1), ('{}', 'b', 0);
                insert into walk values (1, '{1,2}', 'a'), (2, '{1,2}', 'a'), (3, '{}', 'b')
                """)) {
            LiveRun.allowReplication(engine);
            var mapping = "{ root: path, fields: { length: length, walks: { many: walk.steps+part, scalar: id } } }";
            var live = new LiveRun(engine, mapping);
            try {
                live.settle();
                engine.execute("update walk set steps = '{1}' where id = 2; update path set length = 4;"
                        + " delete from walk where id = 3; delete from path where part = 'b'");
                live.settle();
                assertThat(engine.verify(engine.plan(mapping))).isEmpty();
                assertThat(engine.documents.countDocuments()).isEqualTo(2);
            } finally {
                live.close();
                live.dropSlot();
            }
        }
    }
}
