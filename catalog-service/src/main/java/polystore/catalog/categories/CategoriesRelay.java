package polystore.catalog.categories;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import polystore.catalog.products.ProductIds;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.RecordSender;

/// Sends changed categories to `catalog.categories.v1`, at least once, on the thread of the relay of products.
@ApplicationScoped
public class CategoriesRelay {

    private static final String SOURCE = "/catalog";
    private static final int BATCH = 200;

    private final MongoUnpublishedCategories unpublished;
    private final RecordSender<String> sender;
    private final ProductIds ids;
    private final Clock clock;

    CategoriesRelay(
            MongoUnpublishedCategories unpublished, Producer<String, byte[]> producer, ProductIds ids, Clock clock) {
        this.unpublished = unpublished;
        this.sender = new RecordSender<>(producer);
        this.ids = ids;
        this.clock = clock;
    }

    /// Publishes one batch.
    ///
    /// @return whether there may be more
    /// @throws polystore.platform.messaging.KafkaUnavailableException when some may not have arrived
    public boolean publish() throws InterruptedException {
        var batch = unpublished.some(BATCH);
        var records = new LinkedHashMap<Category, ProducerRecord<String, byte[]>>();
        for (var category : batch) {
            try {
                records.put(category, toRecord(category));
            } catch (IllegalArgumentException e) {
                unpublished.setAside(category, String.valueOf(e.getMessage()));
            }
        }
        var refused = sender.send(records);
        refused.forEach(unpublished::setAside);
        records.keySet().stream()
                .filter(category -> !refused.containsKey(category))
                .forEach(unpublished::published);
        return batch.size() == BATCH;
    }

    private ProducerRecord<String, byte[]> toRecord(Category category) {
        return EnvelopeRecords.write(
                Topics.CATALOG_CATEGORIES,
                new Envelope(
                        UUID.fromString(ids.next()),
                        CategorySnapshot.TYPE,
                        SOURCE,
                        clock.instant(),
                        category.code(),
                        null,
                        ContractJson.encode(snapshot(category))));
    }

    private static CategorySnapshot snapshot(Category category) {
        var names = category.name().byLanguage();
        return new CategorySnapshot(
                category.code(),
                category.version(),
                category.name().first(),
                names.isEmpty() ? null : names,
                category.parent());
    }
}
