package polystore.analytics.categories;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.Topics;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchHandler;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.Decoded.Message;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.Subscription;
import polystore.platform.persistence.SqlFaults;

/// Reads `catalog.categories.v1` for the names that rows by category carry. Offsets are committed after the rows;
/// repeated records have no effect because of their version. A faulty record is sent to the dead-letter topic.
@ApplicationScoped
class CategoriesConsumer implements BatchHandler<CategorySnapshot> {

    private static final Subscription SUBSCRIPTION =
            new Subscription(Topics.CATALOG_CATEGORIES, "analytics-categories");

    private final PostgresCategoryNames names;

    public CategoriesConsumer(PostgresCategoryNames names) {
        this.names = names;
    }

    void start(@Observes StartupEvent event, ConsumerLoops loops) {
        loops.start(SUBSCRIPTION, CategoriesConsumer::decode, this);
    }

    @Override
    public List<Rejected<CategorySnapshot>> handle(Batch<CategorySnapshot> batch) {
        names.store(batch.messages().stream().map(Message::value).toList());
        return batch.rejected();
    }

    @Override
    public boolean isDataFault(RuntimeException failure) {
        return SqlFaults.isData(failure);
    }

    /// A record without a body is ignored: the catalog deletes no category.
    static @Nullable CategorySnapshot decode(ReceivedRecord record) {
        if (record.body() == null) {
            return null;
        }
        var category = ContractJson.decode(
                EnvelopeRecords.read(record, CategorySnapshot.TYPE).body(), CategorySnapshot.class);
        if (!category.category().equals(record.key())) {
            throw new IllegalArgumentException("the key is not the category " + category.category());
        }
        return category;
    }
}
