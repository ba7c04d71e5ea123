package polystore.transformers.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NdjsonSinkIT {

    @TempDir
    Path folder;

    @Test
    void writesALineForEachPutAndRemoval() throws Exception {
        var file = folder.resolve("documents.ndjson");
        try (var sink = new NdjsonSink(file)) {
            var body = new BsonDocument("text", new BsonString("one\ntwo"));
            var written = sink.write(List.of(
                    new DocumentWrite.Put(new BsonInt32(1), 7, 3, body),
                    new DocumentWrite.Remove(new BsonInt32(2), 8)));

            assertThat(written).isEqualTo(new Written(1, 0, 1, List.of()));
        }

        var lines = Files.readAllLines(file).stream().map(BsonDocument::parse).toList();
        assertThat(lines).hasSize(2);
        var put = lines.getFirst();
        assertThat(put.getInt32("_id").getValue()).isEqualTo(1);
        assertThat(put.getString("text").getValue()).isEqualTo("one\ntwo");
        assertThat(put.getDocument("_m").getInt64("v").getValue()).isEqualTo(7);
        assertThat(put.getDocument("_m").getInt32("m").getValue()).isEqualTo(3);
        assertThat(put.getDocument("_m").getInt64("h").getValue()).isEqualTo(StoredForm.hashOf(put));
        assertThat(lines.getLast())
                .isEqualTo(BsonDocument.parse(
                        "{\"_id\": 2, \"_m\": {\"v\": {\"$numberLong\": \"8\"}, \"deleted\": true}}"));
    }
}
