package polystore.transformers.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootKey;

/// A touched root as a record without a body: its key is the root's, as a JSON array of texts, so that the records of a
/// root are in one partition.
///
/// Headers: `group`, the workers that it is for; `committed-at`, when the change was committed, in milliseconds since
/// 1970.
final class RootRecords {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String GROUP = "group";
    private static final String COMMITTED_AT = "committed-at";

    private RootRecords() {}

    static ProducerRecord<byte[], byte[]> of(String topic, String group, RootKey root, @Nullable Instant committedAt) {
        var record = new ProducerRecord<byte[], byte[]>(topic, key(root), null);
        record.headers().add(GROUP, group.getBytes(StandardCharsets.UTF_8));
        if (committedAt != null) {
            record.headers()
                    .add(
                            COMMITTED_AT,
                            String.valueOf(committedAt.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private static byte[] key(RootKey root) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (var part : root.parts()) {
                json.writeString(part);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static boolean isFor(String group, ConsumerRecord<byte[], byte[]> record) {
        return group.equals(header(record, GROUP));
    }

    static RootKey root(ConsumerRecord<byte[], byte[]> record) {
        var parts = new ArrayList<String>();
        try (var json = JSON.createParser(record.key())) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    parts.add(json.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RootKey(parts);
    }

    static @Nullable Instant committedAt(ConsumerRecord<byte[], byte[]> record) {
        var at = header(record, COMMITTED_AT);
        return at == null ? null : Instant.ofEpochMilli(Long.parseLong(at));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
