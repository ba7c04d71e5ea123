package polystore.analytics;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.testing.TestStores;

/// Publishes as orders-service does.
public final class Publisher implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStores.kafka().bootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    public void publish(OrderEvent event) throws Exception {
        send(Topics.ORDERS_EVENTS, envelope(event.type(), event.orderId(), event.at(), ContractJson.encode(event)));
    }

    public void publish(OrderDocument document) throws Exception {
        send(
                Topics.ORDERS_DOCUMENTS,
                envelope(
                        "polystore.orders.OrderDocument",
                        document.orderId(),
                        document.placedAt(),
                        ContractJson.encode(document)));
    }

    public void publish(CategorySnapshot category) throws Exception {
        send(
                Topics.CATALOG_CATEGORIES,
                new Envelope(
                        UUID.randomUUID(),
                        CategorySnapshot.TYPE,
                        "/catalog",
                        Instant.now(),
                        category.category(),
                        null,
                        ContractJson.encode(category)));
    }

    public void publishRaw(String topic, String key, byte[] body) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, body)).get();
    }

    private static Envelope envelope(String type, UUID order, Instant at, byte[] body) {
        return new Envelope(UUID.randomUUID(), type, "/orders", at, order.toString(), null, body);
    }

    private void send(String topic, Envelope envelope) throws Exception {
        var record = new ProducerRecord<>(topic, envelope.key(), envelope.body());
        envelope.headers().forEach(record.headers()::add);
        producer.send(record).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
