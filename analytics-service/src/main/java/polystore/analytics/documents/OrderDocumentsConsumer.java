package polystore.analytics.documents;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.analytics.kafka.Consumers;
import polystore.analytics.kafka.DeadLetters;
import polystore.analytics.kafka.DeadLetters.DeadLetter;
import polystore.analytics.kafka.Received;
import polystore.analytics.kafka.TopicLoop;
import polystore.analytics.kafka.TopicReader;
import polystore.contracts.Topics;
import polystore.transformers.sink.DocumentWrite;

/// Reads `orders.documents.v1` into MongoDB: documents first, then the position; a repetition finds its documents
/// written and leaves them.
@ApplicationScoped
public class OrderDocumentsConsumer implements TopicReader {

    private final MongoOrderDocuments documents;
    private final MongoPositions positions;
    private final DeadLetters deadLetters;

    private @Nullable TopicLoop loop;

    public OrderDocumentsConsumer(MongoOrderDocuments documents, MongoPositions positions, DeadLetters deadLetters) {
        this.documents = documents;
        this.positions = positions;
        this.deadLetters = deadLetters;
    }

    void start(@Observes StartupEvent event, Consumers consumers) {
        loop = new TopicLoop(Topics.ORDERS_DOCUMENTS, consumers.ofGroup("analytics-documents"), this);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    @Override
    public Map<TopicPartition, Long> claim(Map<TopicPartition, Long> beginnings) {
        var next = new HashMap<>(beginnings);
        next.putAll(positions.of(beginnings.keySet()));
        return next;
    }

    /// Documents replace each other whole, so a bad one holds up nothing behind it and is not parked.
    @Override
    public void take(List<Received> batch) {
        var writes = new ArrayList<DocumentWrite>();
        var sources = new HashMap<BsonValue, Received>();
        var letters = new ArrayList<DeadLetter>();
        for (var record : batch) {
            try {
                var write = DocumentRecord.read(record);
                writes.add(write);
                sources.put(write.id(), record);
            } catch (IllegalArgumentException e) {
                letters.add(new DeadLetter(record, String.valueOf(e.getMessage()), 1));
            }
        }
        documents.write(writes).refused().forEach(it -> letters.add(letter(sources, it.id(), it.cause())));
        deadLetters.send(letters);
        positions.keep(Received.nextOffsets(batch));
    }

    private static DeadLetter letter(Map<BsonValue, Received> sources, BsonValue id, String cause) {
        var record = sources.get(id);
        if (record == null) {
            throw new IllegalStateException("a document was refused that was not written: " + id);
        }
        return new DeadLetter(record, cause, 1);
    }
}
