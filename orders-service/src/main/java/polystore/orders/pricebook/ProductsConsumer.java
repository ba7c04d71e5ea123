package polystore.orders.pricebook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchHandler;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.Decoded.Message;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.Subscription;
import polystore.platform.persistence.SqlFaults;

/// Reads `catalog.products.v1` into the price book. Offsets are committed after the rows; repeated records have no
/// effect because of their version. A product that cannot be stored is sent to the dead-letter topic.
@ApplicationScoped
class ProductsConsumer implements BatchHandler<ProductSnapshot> {

    static final Subscription SUBSCRIPTION = new Subscription(Topics.CATALOG_PRODUCTS, "orders.price-book");

    private final PostgresPriceBook prices;

    public ProductsConsumer(PostgresPriceBook prices) {
        this.prices = prices;
    }

    void start(@Observes StartupEvent started, ConsumerLoops loops) {
        follow(loops);
    }

    void follow(ConsumerLoops loops) {
        loops.start(SUBSCRIPTION, ProductsConsumer::decode, this);
    }

    @Override
    public List<Rejected<ProductSnapshot>> handle(Batch<ProductSnapshot> batch) {
        prices.apply(batch.messages().stream().map(Message::value).toList());
        return batch.rejected();
    }

    @Override
    public boolean isDataFault(RuntimeException failure) {
        return SqlFaults.isData(failure);
    }

    /// A record without a body is ignored, because a deleted product is published with the status DELETED.
    static @Nullable ProductSnapshot decode(ReceivedRecord record) {
        if (record.body() == null) {
            return null;
        }
        var product = ContractJson.decode(
                EnvelopeRecords.read(record, ProductSnapshot.TYPE).body(), ProductSnapshot.class);
        if (!product.productId().equals(record.key())) {
            throw new IllegalArgumentException("the key is not the product's productId " + product.productId());
        }
        return product;
    }
}
