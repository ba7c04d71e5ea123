package polystore.analytics.documents;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.bson.BsonValue;
import polystore.contracts.Topics;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchHandler;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.Decoded.Message;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.Subscription;
import polystore.platform.persistence.MongoFaults;
import polystore.transformers.sink.DocumentWrite;

/// Reads `orders.documents.v1` into MongoDB: documents first, then the offsets; writing a document again has no
/// effect. Each document replaces the one before it, so a faulty one is sent to the dead-letter topic and later
/// ones of its key are not parked.
@ApplicationScoped
class OrderDocumentsConsumer implements BatchHandler<DocumentWrite> {

    private static final Subscription SUBSCRIPTION = new Subscription(Topics.ORDERS_DOCUMENTS, "analytics-documents");

    private final MongoOrderDocuments documents;
    private final MongoOffsets offsets;
    private final DocumentWriteMetrics metrics;

    public OrderDocumentsConsumer(MongoOrderDocuments documents, MongoOffsets offsets, DocumentWriteMetrics metrics) {
        this.documents = documents;
        this.offsets = offsets;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event, ConsumerLoops loops) {
        loops.start(SUBSCRIPTION, DocumentRecord::read, this, offsets);
    }

    @Override
    public List<Rejected<DocumentWrite>> handle(Batch<DocumentWrite> batch) {
        var sources = new HashMap<BsonValue, ReceivedRecord>();
        batch.messages().forEach(it -> sources.put(it.value().id(), it.record()));
        var rejected = new ArrayList<>(batch.rejected());
        var written =
                documents.write(batch.messages().stream().map(Message::value).toList());
        metrics.count(written);
        written.refused()
                .forEach(it ->
                        rejected.add(new Rejected<>(Objects.requireNonNull(sources.get(it.id())), it.cause(), 1)));
        return rejected;
    }

    @Override
    public boolean isDataFault(RuntimeException failure) {
        return MongoFaults.isData(failure);
    }
}
