package polystore.orders.pricebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jdbi.v3.core.JdbiException;
import polystore.contracts.ContractJson;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.platform.persistence.SqlFaults;

/// Takes published products into the price book; one that it cannot hold becomes a dead letter and stops no other.
@ApplicationScoped
public class TakeProducts {

    private final PostgresPriceBook prices;
    private final DeadLetters deadLetters;

    public TakeProducts(PostgresPriceBook prices, DeadLetters deadLetters) {
        this.prices = prices;
        this.deadLetters = deadLetters;
    }

    /// @throws JdbiException when the database is away: none or some of the records are taken, repeat all
    /// @throws org.apache.kafka.common.KafkaException when a dead letter was not acknowledged: likewise
    void handle(ConsumerRecords<String, byte[]> records) {
        var products = new LinkedHashMap<ConsumerRecord<String, byte[]>, ProductSnapshot>();
        var unreadable = new LinkedHashMap<ConsumerRecord<String, byte[]>, String>();
        for (var message : records) {
            if (message.value() != null) {
                try {
                    products.put(message, whole(ContractJson.decode(message.value(), ProductSnapshot.class)));
                } catch (IllegalArgumentException e) {
                    unreadable.put(message, String.valueOf(e.getMessage()));
                }
            }
        }
        take(products);
        // After the database has answered: while it is away all is repeated, and so would they be.
        unreadable.forEach((message, cause) -> deadLetters.send(message, cause, 1));
    }

    private void take(Map<ConsumerRecord<String, byte[]>, ProductSnapshot> products) {
        try {
            prices.apply(products.values());
        } catch (JdbiException e) {
            if (!SqlFaults.isData(e)) {
                throw e;
            }
            products.forEach(this::takeAlone);
        }
    }

    private void takeAlone(ConsumerRecord<String, byte[]> message, ProductSnapshot product) {
        try {
            prices.apply(product);
        } catch (JdbiException e) {
            if (!SqlFaults.isData(e)) {
                throw e;
            }
            deadLetters.send(message, SqlFaults.reason(e), 2);
        }
    }

    /// JSON may lack what the contract requires.
    private static ProductSnapshot whole(ProductSnapshot product) {
        if (product.productId() == null || product.status() == null || product.offers() == null) {
            throw new IllegalArgumentException("productId, status or offers are missing");
        }
        for (var offer : product.offers()) {
            if (offer == null || offer.sku() == null || offer.name() == null || isWithoutPrice(offer)) {
                throw new IllegalArgumentException("an offer lacks sku, name or prices");
            }
        }
        return product;
    }

    private static boolean isWithoutPrice(ProductSnapshot.Offer offer) {
        return offer.prices() == null
                || offer.prices().isEmpty()
                || offer.prices().contains(null);
    }
}
