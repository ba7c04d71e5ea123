package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.Engine;

/// Texts that a collation calls equal are keys of different documents.
class CaselessKeysIT {

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
}
