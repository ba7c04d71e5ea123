package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three opinions on made-up schemas: one query a table for some keys, merged streams, and PostgreSQL's own
/// `jsonb_agg`.
class GeneratedTreesIT {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allThreeMakeTheSameDocuments(long seed) throws SQLException {
        var tree = new GeneratedTree(seed);
        try (var engine = new Engine(tree.ddl())) {
            var documents = new TreeMap<String, BsonDocument>();
            engine.preview(tree.mapping()).forEach((key, json) -> documents.put(key, BsonDocument.parse(json)));

            assertThat(documents).hasSize(GeneratedTree.ROOTS).isEqualTo(oracle(engine, tree));
        }
    }

    private static Map<String, BsonDocument> oracle(Engine engine, GeneratedTree tree) throws SQLException {
        var documents = new TreeMap<String, BsonDocument>();
        try (var connection = engine.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(tree.oracle())) {
            while (rows.next()) {
                documents.put(rows.getString(1), BsonDocument.parse(rows.getString(2)));
            }
        }
        return documents;
    }
}
