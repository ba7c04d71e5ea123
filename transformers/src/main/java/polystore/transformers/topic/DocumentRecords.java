package polystore.transformers.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.PlainJson;
import polystore.transformers.sink.StoredForm;

/// A document as a record: the key is its `_id` as text, the body is plain JSON and null for a removal.
///
/// Headers: `ticket`, which readers compare; `id`, the exact `_id` as extended JSON; `hash` of the document, in
/// decimal.
final class DocumentRecords {

    private static final String TICKET = "ticket";
    private static final String ID = "id";
    private static final String HASH = "hash";
    /// Of a record beside key, body and headers, generously.
    private static final int FRAME_BYTES = 256;

    private static final JsonWriterSettings EXACT =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private DocumentRecords() {}

    /// The state of one `_id` in a topic.
    ///
    /// @param hash 0 for a removal
    record State(BsonValue id, long ticket, boolean removed, long hash) {}

    /// @param partitions of the topic; a key is in the partition that Kafka's own partitioner gives it
    static ProducerRecord<byte[], byte[]> of(String topic, int partitions, DocumentWrite write) {
        var key = PlainJson.text(write.id()).getBytes(StandardCharsets.UTF_8);
        var body = write instanceof DocumentWrite.Put put ? PlainJson.of(put, "_id") : null;
        var partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
        var record = new ProducerRecord<byte[], byte[]>(topic, partition, key, body);
        add(record.headers(), TICKET, Long.toString(write.ticket()));
        add(record.headers(), ID, new BsonDocument("_id", write.id()).toJson(EXACT));
        if (write instanceof DocumentWrite.Put put) {
            add(record.headers(), HASH, Long.toString(StoredForm.hash(put.id(), put.body())));
        }
        return record;
    }

    /// The size by which Kafka refuses a record, or a little more.
    static int bytes(ProducerRecord<byte[], byte[]> record) {
        var bytes = FRAME_BYTES + record.key().length + (record.value() == null ? 0 : record.value().length);
        for (var header : record.headers()) {
            bytes += header.key().length() + header.value().length;
        }
        return bytes;
    }

    /// @return null for a record that no mapping has written
    static @Nullable State read(ConsumerRecord<byte[], byte[]> record) {
        var ticket = text(record.headers(), TICKET);
        var id = text(record.headers(), ID);
        if (ticket == null || id == null) {
            return null;
        }
        var hash = text(record.headers(), HASH);
        return new State(
                BsonDocument.parse(id).get("_id", BsonNull.VALUE),
                Long.parseLong(ticket),
                record.value() == null,
                hash == null ? 0 : Long.parseLong(hash));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
