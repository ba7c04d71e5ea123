package polystore.transformers.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.TakenOverException;

class KafkaSinkIT {

    private static final Map<String, String> CONNECTION =
            Map.of("bootstrap.servers", TestStores.kafka().bootstrap());
    private static final BsonValue ONE = new BsonInt32(1);
    private static final BsonValue TWO = new BsonString("two");

    private final String topic = "sink-" + UUID.randomUUID();

    @BeforeEach
    void createTopic() {
        TestStores.kafka().createCompactedTopic(topic, 3);
    }

    @Test
    void writesDocumentsAndRemovalsWithTheirTickets() {
        try (var sink = new KafkaSink(CONNECTION, topic)) {
            var written = sink.write(List.of(put(ONE, 7, "first"), new DocumentWrite.Remove(TWO, 8)));

            assertThat(written.stored()).isEqualTo(1);
            assertThat(written.removed()).isEqualTo(1);
            assertThat(written.refused()).isEmpty();
        }
        var records = records();
        assertThat(records).hasSize(2);
        var put = byKey(records, "1");
        assertThat(put.value()).asString().isEqualTo("{\"_m\":{\"v\":7,\"m\":1},\"_id\":1,\"text\":\"first\"}");
        assertThat(header(put, "ticket")).isEqualTo("7");
        var removal = byKey(records, "two");
        assertThat(removal.value()).isNull();
        assertThat(header(removal, "ticket")).isEqualTo("8");
    }

    @Test
    void ofTwoWritesOfADocumentTheNewerIsTheOnlyOne() {
        try (var sink = new KafkaSink(CONNECTION, topic)) {
            sink.write(List.of(put(ONE, 9, "new"), put(ONE, 8, "old")));
        }
        assertThat(records())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).asString().contains("new"));
    }

    @Test
    void onlyOneProcessWrites() {
        try (var first = new KafkaSink(CONNECTION, topic)) {
            first.write(List.of(put(ONE, 1, "first")));
            try (var second = new KafkaSink(CONNECTION, topic)) {
                second.write(List.of(put(ONE, 3, "second")));

                assertThatThrownBy(() -> first.write(List.of(put(ONE, 2, "late"))))
                        .isInstanceOf(TakenOverException.class)
                        .hasMessageContaining(topic);
                second.write(List.of(put(TWO, 4, "still writing")));
            }
        }
        assertThat(records())
                .hasSize(3)
                .noneMatch(it -> new String(it.value(), StandardCharsets.UTF_8).contains("late"));
    }

    @Test
    void aDocumentThatIsTooLargeIsRefusedAndTheOthersAreWritten() {
        try (var sink = new KafkaSink(CONNECTION, topic)) {
            var written = sink.write(List.of(put(ONE, 1, "x".repeat(1_000_000)), put(TWO, 1, "small")));

            assertThat(written.refused()).singleElement().satisfies(it -> {
                assertThat(it.id()).isEqualTo(ONE);
                assertThat(it.cause()).contains("Kafka takes at most 1000000");
            });
            assertThat(written.stored()).isEqualTo(1);
        }
        assertThat(records()).hasSize(1);
    }

    @Test
    void findsTheDocumentsThatATopicHas() throws Exception {
        var composite = new BsonDocument("a", ONE).append("b", new BsonInt64(2));
        try (var sink = new KafkaSink(CONNECTION, topic)) {
            sink.write(List.of(put(ONE, 1, "a"), put(TWO, 1, "b"), put(composite, 1, "c")));
            sink.write(List.of(new DocumentWrite.Remove(TWO, 2)));
        }
        // One id at a time: three records make several passes.
        var stored = new KafkaStoredIds(CONNECTION, topic, 1);
        var ids = new ArrayList<BsonValue>();
        stored.eachPageOfIds(1, ids::addAll);

        assertThat(ids).hasSize(2);
        assertThat(new HashSet<>(ids)).containsExactlyInAnyOrder(ONE, composite);
        assertThat(stored.find(List.of(ONE, TWO)).keySet()).containsExactly(ONE);
    }

    @Test
    void saysWhatIsWrongWithATopic() {
        var missing = "missing-" + UUID.randomUUID();
        assertThatThrownBy(() -> new KafkaSink(CONNECTION, missing))
                .hasMessage("There is no topic " + missing + ": create it with cleanup.policy=compact");
        var retained = "retained-" + UUID.randomUUID();
        TestStores.kafka().createTopic(retained, 3);
        assertThatThrownBy(() -> new KafkaSink(CONNECTION, retained)).hasMessageContaining("cleanup.policy=delete");
    }

    private static DocumentWrite.Put put(BsonValue id, long ticket, String text) {
        return new DocumentWrite.Put(id, ticket, 1, new BsonDocument("text", new BsonString(text)));
    }

    private static ConsumerRecord<byte[], byte[]> byKey(List<ConsumerRecord<byte[], byte[]>> records, String key) {
        return records.stream()
                .filter(it -> new String(it.key(), StandardCharsets.UTF_8).equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return TestStores.kafka().records(topic);
    }
}
