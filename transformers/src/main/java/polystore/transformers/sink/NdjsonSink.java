package polystore.transformers.sink;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/// Appends one line of extended JSON for each write: a document as it would be stored, or `{_id, _m: {v,
/// deleted}}`. A reader keeps the line with the highest `_m.v` of each `_id`. The
/// buckets of a document follow it.
public final class NdjsonSink implements DocumentSink {

    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final BufferedWriter out;

    /// @param file overwritten if it exists
    public NdjsonSink(Path file) {
        try {
            out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Written write(Collection<? extends DocumentWrite> writes) {
        var stored = 0;
        try {
            for (var write : writes) {
                line(write);
                if (write instanceof DocumentWrite.Put put) {
                    stored++;
                    for (var bucket : put.buckets()) {
                        line(bucket);
                    }
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a document: " + e.getMessage(), e);
        }
        return new Written(stored, 0, writes.size() - stored, List.of());
    }

    private void line(DocumentWrite write) throws IOException {
        out.write(document(write).toJson(CANONICAL));
        out.write('\n');
    }

    private static BsonDocument document(DocumentWrite write) {
        return switch (write) {
            case DocumentWrite.Put put -> StoredForm.of(put);
            case DocumentWrite.Remove(var id, var ticket) ->
                new BsonDocument("_id", id)
                        .append("_m", new BsonDocument("v", new BsonInt64(ticket)).append("deleted", BsonBoolean.TRUE));
        };
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot finish the file: " + e.getMessage(), e);
        }
    }
}
