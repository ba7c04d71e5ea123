package polystore.catalog.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.Database;
import polystore.catalog.categories.CategoriesRelay;
import polystore.catalog.categories.CategoryPublishing;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductIds;
import polystore.catalog.products.Products;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.KafkaUnavailableException;
import polystore.platform.testing.TestStores;

class CatalogRelayIT {

    private final Database database = Database.fresh();
    private final MongoProducts products = new MongoProducts(database.mongo(), Products.readable());
    private final MongoUnpublishedProducts unpublished = new MongoUnpublishedProducts(database.mongo());
    private Producer<String, byte[]> producer;
    private SnapshotSender sender;
    private CatalogRelay relay;

    @BeforeEach
    void start() {
        var clock = Clock.systemUTC();
        producer =
                new KafkaClients(Map.of("bootstrap.servers", TestStores.kafka().bootstrap())).producer();
        sender = new SnapshotSender(producer, new ProductIds(clock), clock);
        relay = new CatalogRelay(unpublished, sender, categories(producer), new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        producer.close();
        database.close();
    }

    @Test
    void aChangeIsPublishedOnce() throws Exception {
        var product = added();
        assertThat(relay.publish()).isEqualTo(1);
        assertThat(relay.publish()).isZero();
        var snapshots = published(product.id(), 1);
        assertThat(snapshots).extracting(ProductSnapshot::version).containsExactly(1L);
        assertThat(snapshots.getFirst().offers())
                .extracting(ProductSnapshot.Offer::sku)
                .contains(product.content().sku());
    }

    @Test
    void aCrashBeforeTheMarkIsRemovedPublishesAgain() throws Exception {
        var product = added();
        sender.send(unpublished.some(10));
        assertThat(relay.publish()).isEqualTo(1);
        assertThat(published(product.id(), 2))
                .extracting(ProductSnapshot::version)
                .containsExactly(1L, 1L);
    }

    @Test
    void aDeletionIsPublishedAboveEveryVersion() throws Exception {
        var product = added();
        relay.publish();
        products.delete(Products.deleted(product));
        relay.publish();
        assertThat(published(product.id(), 2))
                .extracting(ProductSnapshot::status)
                .containsExactly(ProductSnapshot.Status.PUBLISHED, ProductSnapshot.Status.DELETED);
    }

    @Test
    void noChangeIsLostWhileKafkaIsUnavailable() throws Exception {
        added();
        var clock = Clock.systemUTC();
        var nowhere = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 300)).producer();
        try (nowhere) {
            var away = new CatalogRelay(
                    unpublished,
                    new SnapshotSender(nowhere, new ProductIds(clock), clock),
                    categories(nowhere),
                    new SimpleMeterRegistry());
            assertThatThrownBy(away::publish).isInstanceOf(KafkaUnavailableException.class);
        }
        assertThat(relay.publish()).isEqualTo(1);
    }

    @Test
    void documentsThatCannotBeReadDoNotDelayOthers() throws Exception {
        var documents = database.mongo().getCollection("products");
        // A whole batch of them, with a name that is not a text: the validator allows it, but the service never writes
        // it.
        for (int i = 0; i < 200; i++) {
            added();
        }
        documents.updateMany(new Document(), Updates.set("name", new Document("en", 7)));
        var product = added();
        relay.publish();
        assertThat(relay.publish()).isEqualTo(1);
        assertThat(published(product.id(), 1)).hasSize(1);
        assertThat(documents.countDocuments(new Document("unpublished", true))).isZero();
        assertThat(documents.find(Filters.exists("unpublishable")).map(document -> document.getString("unpublishable")))
                .hasSize(200)
                .allMatch(reason -> reason.startsWith("cannot be read"));
    }

    @Test
    void aProductThatKafkaRefusesIsSkippedUntilItChanges() throws Exception {
        var content = Products.content("LARGE", "x".repeat(1_200_000), "1", null, Map.of());
        var large = Products.created(content);
        products.add(large, Products.ANY);
        var other = added();
        assertThat(relay.publish()).isEqualTo(1);
        assertThat(published(other.id(), 1)).hasSize(1);
        assertThat(relay.publish()).isZero();
        assertThat(unpublished.some(10)).isEmpty();

        products.replace(
                Products.changed(large, Products.content("LARGE", "Small", "1", null, Map.of())), Products.ANY);
        assertThat(relay.publish()).isEqualTo(1);
    }

    private CategoriesRelay categories(Producer<String, byte[]> to) {
        return CategoryPublishing.of(database.mongo(), to);
    }

    private Product added() {
        var product = Products.product(
                Products.freshId(), 1, "SKU-" + UUID.randomUUID().toString().substring(0, 8));
        products.add(product, Products.ANY);
        return product;
    }

    private static List<ProductSnapshot> published(String id, int count) {
        var found = new ArrayList<ProductSnapshot>();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", TestStores.kafka().bootstrap(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.CATALOG_PRODUCTS));
            var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (found.size() < count && System.nanoTime() < end) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    var event = Envelope.read(
                            message.key(),
                            name -> message.headers().lastHeader(name) == null
                                    ? null
                                    : message.headers().lastHeader(name).value(),
                            message.value());
                    if (event.key().equals(id) && event.type().equals(ProductSnapshot.TYPE)) {
                        found.add(ContractJson.decode(event.body(), ProductSnapshot.class));
                    }
                }
            }
        }
        return found;
    }
}
