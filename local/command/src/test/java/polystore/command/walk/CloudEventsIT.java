package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.stock.StockLevel;

/// The SDK of the CloudEvents project, an independent implementation, reads every record of every topic.
@ExtendWith(WholeStack.class)
class CloudEventsIT {

    private static final Map<String, Set<String>> TYPES = Map.of(
            Topics.ORDERS_EVENTS, Set.of("polystore.orders.OrderPlaced", "polystore.orders.OrderPaid"),
            Topics.ORDERS_DOCUMENTS, Set.of(OrderDocument.TYPE),
            Topics.STOCK_LEVELS, Set.of(StockLevel.TYPE),
            Topics.CATALOG_PRODUCTS, Set.of(ProductSnapshot.TYPE));

    private final LocalStack stack;

    CloudEventsIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void theSdkOfCloudEventsReadsEveryRecordOfEveryTopic() throws Exception {
        var demo = stack.run("demo", "--products", "2", "--orders", "3");
        assertThat(demo.code()).as(demo.output()).isZero();

        for (var topic : TYPES.keySet()) {
            var types = records(topic).stream()
                    .map(CloudEventsIT::read)
                    .map(CloudEvent::getType)
                    .collect(Collectors.toSet());
            assertThat(types).as(topic).containsAll(TYPES.get(topic));
        }
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        var event = KafkaMessageFactory.createReader(record).toEvent();
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*");
        assertThat(event.getSource().toString()).isIn("/orders", "/catalog");
        assertThat(event.getTime()).isNotNull();
        assertThat(record.headers().lastHeader("traceparent").value())
                .asString(StandardCharsets.US_ASCII)
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).hasToString(Envelope.dataSchema(event.getType()));
        assertThat(Objects.requireNonNull(event.getData()).toBytes()).isEqualTo(record.value());
        return event;
    }

    /// All records of a topic except the faulty ones that another test of this stack sends.
    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.status().kafkaBootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < Objects.requireNonNull(end.get(it)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found.stream().filter(it -> it.headers().lastHeader("h") == null).toList();
    }
}
