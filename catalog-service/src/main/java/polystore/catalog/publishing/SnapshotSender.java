package polystore.catalog.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import polystore.catalog.products.ProductIds;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.RecordSender;

/// Sends products to `catalog.products.v1`.
@ApplicationScoped
class SnapshotSender {

    private static final String SOURCE = "/catalog";

    private final RecordSender<String> sender;
    private final ProductIds ids;
    private final Clock clock;

    public SnapshotSender(Producer<String, byte[]> producer, ProductIds ids, Clock clock) {
        this.sender = new RecordSender<>(producer);
        this.ids = ids;
        this.clock = clock;
    }

    /// @return the refused products with the reason; all others were acknowledged
    /// @throws polystore.platform.messaging.KafkaUnavailableException when some may not have arrived
    public Map<Unpublished, String> send(List<Unpublished> versions) throws InterruptedException {
        var records = new LinkedHashMap<Unpublished, ProducerRecord<String, byte[]>>();
        versions.forEach(version -> records.put(version, toRecord(version)));
        return sender.send(records);
    }

    private ProducerRecord<String, byte[]> toRecord(Unpublished version) {
        var product = version.product();
        return EnvelopeRecords.write(
                Topics.CATALOG_PRODUCTS,
                new Envelope(
                        UUID.fromString(ids.next()),
                        ProductSnapshot.TYPE,
                        SOURCE,
                        clock.instant(),
                        product.id(),
                        version.trace(),
                        ContractJson.encode(Snapshots.of(product))));
    }
}
