package polystore.analytics.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.platform.messaging.BatchProcessor;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.Written;

/// What becomes of a document that MongoDB refuses: a server that keeps validators is played here, since the stand-in
/// keeps none.
class OrderDocumentsConsumerTest {

    private static final int REFUSED_BY_VALIDATOR = 121;

    /// It connects when it is first used, which it is not.
    private final MongoClient nowhere = MongoClients.create("mongodb://127.0.0.1:1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> stored = new ArrayList<>();
    private final List<Rejected<?>> letters = new ArrayList<>();

    @AfterEach
    void close() {
        nowhere.close();
    }

    @Test
    void aDocumentThatTheValidatorRefusesIsADeadLetterAndTheOthersAreStored() {
        var consumer = new OrderDocumentsConsumer(
                new Refusing("k3"), new MongoOffsets(database()), new DocumentWriteMetrics(meters));
        var processor = new BatchProcessor<>(OrderDocumentsConsumerTest::removal, consumer, new Collecting());

        processor.process(IntStream.range(0, 8)
                .mapToObj(OrderDocumentsConsumerTest::record)
                .toList());

        assertThat(stored).containsExactlyInAnyOrder("k0", "k1", "k2", "k4", "k5", "k6", "k7");
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.record().key()).isEqualTo("k3");
            assertThat(letter.cause()).contains("Document failed validation");
        });
        assertThat(meters.counter("polystore.documents.writes", "result", "stored")
                        .count())
                .isEqualTo(7);
    }

    private MongoAnalyticsDatabase database() {
        return new MongoAnalyticsDatabase(nowhere, "analytics");
    }

    private static ReceivedRecord record(int offset) {
        var key = ("k" + offset).getBytes(StandardCharsets.UTF_8);
        return new ReceivedRecord(
                new TopicPartition("orders.documents.v1", 0), offset, Instant.EPOCH, key, List.of(), null);
    }

    private static DocumentWrite removal(ReceivedRecord record) {
        return new DocumentWrite.Remove(new BsonString(record.key()), 1);
    }

    /// Refuses every bulk with this document in it.
    private final class Refusing extends MongoOrderDocuments {

        private final BsonValue refused;

        Refusing(String refused) {
            super(database());
            this.refused = new BsonString(refused);
        }

        @Override
        public Written write(Collection<DocumentWrite> writes) {
            if (writes.stream().anyMatch(it -> it.id().equals(refused))) {
                var response = new BsonDocument("code", new BsonInt32(REFUSED_BY_VALIDATOR))
                        .append("errmsg", new BsonString("Document failed validation"));
                throw new MongoCommandException(response, new ServerAddress());
            }
            writes.forEach(it -> stored.add(it.id().asString().getValue()));
            return new Written(writes.size(), 0, 0, List.of());
        }
    }

    private final class Collecting extends DeadLetters {

        Collecting() {
            super(new KafkaClients(Map.of()), new SimpleMeterRegistry());
        }

        @Override
        public void send(Collection<? extends Rejected<?>> sent) {
            letters.addAll(sent);
        }
    }
}
