package polystore.analytics.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderDocument;
import polystore.platform.messaging.ReceivedRecord;
import polystore.transformers.sink.DocumentWrite;

class DocumentRecordTest {

    private static final UUID ORDER = new UUID(7, 8);

    /// Stored as version 2, it would pass for a document with the field `priority` that it does not have.
    @Test
    void aDocumentOfALaterMappingIsStoredAsTheVersionWhoseFieldsItKeeps() {
        var written = DocumentRecord.read(record(document(OrderDocument.MAPPING + 1, "\"priority\":3,")));

        assertThat(written).isInstanceOfSatisfying(DocumentWrite.Put.class, put -> {
            assertThat(put.mapping()).isEqualTo(OrderDocument.MAPPING);
            assertThat(put.ticket()).isEqualTo(41);
            assertThat(put.body()).doesNotContainKeys("priority", "_m", "mark", "orderId");
        });
    }

    private static String document(int mapping, String more) {
        return """
                {"_m":{"v":41,"m":%d},%s"orderId":"%s","version":1,"status":"PLACED","placedAt":"2026-01-02T03:04:05.006Z",
                 "customerId":"ada","items":[{"lineNo":1,"sku":"S","productId":"p","name":"Thing","quantity":1,"returned":0,
                 "unitPrice":{"amount":"1.00","currency":"EUR"},"lineTotal":{"amount":"1.00","currency":"EUR"}}],
                 "total":{"amount":"1.00","currency":"EUR"},"shipTo":{"city":"London","country":"GB"},"history":[]}
                """.formatted(mapping, more, ORDER);
    }

    private static ReceivedRecord record(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var envelope = new Envelope(
                new UUID(1, 2), OrderDocument.TYPE, "/orders", Instant.EPOCH, ORDER.toString(), null, bytes);
        var headers = envelope.headers().entrySet().stream()
                .<Header>map(it -> new RecordHeader(it.getKey(), it.getValue()))
                .toList();
        return new ReceivedRecord(
                new TopicPartition(Topics.ORDERS_DOCUMENTS, 0),
                0,
                Instant.EPOCH,
                ORDER.toString().getBytes(StandardCharsets.UTF_8),
                headers,
                bytes);
    }
}
