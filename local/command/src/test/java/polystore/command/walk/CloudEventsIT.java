package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.stock.StockLevel;
import polystore.platform.testing.TestKafka;

/// The SDK of the CloudEvents project, an independent implementation, reads every record of every topic.
@ExtendWith(WholeStack.class)
class CloudEventsIT {

    private static final Map<String, Set<String>> TYPES = Map.of(
            Topics.ORDERS_EVENTS, Set.of("polystore.orders.OrderPlaced", "polystore.orders.OrderPaid"),
            Topics.ORDERS_DOCUMENTS, Set.of(OrderDocument.TYPE),
            Topics.STOCK_LEVELS, Set.of(StockLevel.TYPE),
            Topics.CATALOG_PRODUCTS, Set.of(ProductSnapshot.TYPE),
            Topics.CATALOG_CATEGORIES, Set.of(CategorySnapshot.TYPE));

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

    private static CloudEvent read(ConsumerRecord<byte[], byte[]> record) {
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
    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return new TestKafka(stack.status().kafkaBootstrap())
                .records(topic).stream()
                        .filter(it -> it.headers().lastHeader("h") == null)
                        .toList();
    }
}
