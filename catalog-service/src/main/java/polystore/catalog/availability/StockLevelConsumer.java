package polystore.catalog.availability;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchHandler;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.Subscription;
import polystore.platform.persistence.MongoFaults;

/// Reads `stock.levels.v1`: stores the newest level of each SKU, and fires an event for SKUs whose band has
/// changed.
///
/// Offsets are committed after the levels are stored, so that after a crash levels are repeated and none is lost;
/// a repeated or late one has no effect. A level that cannot be decoded becomes a dead letter, because the next
/// level of the SKU replaces it anyway.
@ApplicationScoped
class StockLevelConsumer implements BatchHandler<Availability> {

    private static final Subscription SUBSCRIPTION = new Subscription(Topics.STOCK_LEVELS, "catalog-availability");

    private final MongoAvailability availability;
    private final Event<BandsChanged> changes;

    public StockLevelConsumer(MongoAvailability availability, Event<BandsChanged> changes) {
        this.availability = availability;
        this.changes = changes;
    }

    void start(@Observes StartupEvent started, ConsumerLoops loops) {
        loops.start(SUBSCRIPTION, StockLevelConsumer::decode, this);
    }

    @Override
    public List<Rejected<Availability>> handle(Batch<Availability> batch) {
        var newest = new LinkedHashMap<String, Availability>();
        for (var message : batch.messages()) {
            newest.merge(message.value().sku(), message.value(), StockLevelConsumer::newer);
        }
        if (!newest.isEmpty()) {
            changes.fire(new BandsChanged(availability.apply(newest.values())));
        }
        return batch.rejected();
    }

    @Override
    public boolean isDataFault(RuntimeException failure) {
        return MongoFaults.isData(failure);
    }

    /// A record without a body is ignored, because SKUs are never deleted from the topic.
    static @Nullable Availability decode(ReceivedRecord record) {
        if (record.body() == null) {
            return null;
        }
        var level = ContractJson.decode(
                EnvelopeRecords.read(record, StockLevel.TYPE).body(), StockLevel.class);
        if (!level.sku().equals(record.key())) {
            throw new IllegalArgumentException("the key is not the level's sku " + level.sku());
        }
        return Availability.of(level);
    }

    private static Availability newer(Availability one, Availability other) {
        return one.version() > other.version() ? one : other;
    }
}
