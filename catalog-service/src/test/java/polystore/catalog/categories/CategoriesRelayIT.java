package polystore.catalog.categories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.Database;
import polystore.catalog.text.LocalizedText;
import polystore.contracts.ContractJson;
import polystore.contracts.Topics;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.KafkaUnavailableException;
import polystore.platform.testing.TestStores;

class CategoriesRelayIT {

    private final Database database = Database.fresh();
    private final MongoCategories categories = new MongoCategories(database.mongo());
    private final String code = "running-" + UUID.randomUUID().toString().substring(0, 8);
    private Producer<String, byte[]> producer;
    private CategoriesRelay relay;

    @BeforeEach
    void connect() {
        producer =
                new KafkaClients(Map.of("bootstrap.servers", TestStores.kafka().bootstrap())).producer();
        relay = CategoryPublishing.of(database.mongo(), producer);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        database.close();
    }

    @Test
    void everyVersionOfACategoryIsPublishedOnce() throws Exception {
        categories.add(new Category(code, 1, LocalizedText.of("Running"), null));
        relay.publish();
        relay.publish();
        var names = LocalizedText.ofJson(Map.of("en", "For runners"));
        categories.coded().replace(new Category(code, 2, names, "shoes"));
        relay.publish();
        relay.publish();

        assertThat(published())
                .containsExactly(
                        new CategorySnapshot(code, 1, "Running", null, null),
                        new CategorySnapshot(code, 2, "For runners", Map.of("en", "For runners"), "shoes"));
    }

    /// As a version of the service stored it that published no categories.
    @Test
    void aCategoryOfAnEarlierReleaseIsPublished() throws Exception {
        database.mongo()
                .getCollection("categories")
                .insertOne(new Document("_id", code).append("version", 7L).append("name", "Running"));
        relay.publish();

        assertThat(published()).containsExactly(new CategorySnapshot(code, 7, "Running", null, null));
    }

    @Test
    void nothingIsLostWhileKafkaIsAway() throws Exception {
        categories.add(new Category(code, 1, LocalizedText.of("Running"), null));
        try (var nowhere =
                new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 300)).producer()) {
            var away = CategoryPublishing.of(database.mongo(), nowhere);
            assertThatThrownBy(away::publish).isInstanceOf(KafkaUnavailableException.class);
        }
        relay.publish();

        assertThat(published()).hasSize(1);
    }

    @Test
    void aDocumentThatCannotBeReadDelaysNoOther() throws Exception {
        database.mongo()
                .getCollection("categories")
                .insertOne(new Document("_id", "a").append("version", 1L).append("name", new Document("en", 7)));
        categories.add(new Category(code, 1, LocalizedText.of("Running"), null));
        relay.publish();

        assertThat(published()).hasSize(1);
        assertThat(new MongoUnpublishedCategories(database.mongo()).some(10)).isEmpty();
    }

    /// The contract begins with version 1.
    @Test
    void aCategoryThatTheContractRefusesDelaysNoOther() throws Exception {
        database.mongo()
                .getCollection("categories")
                .insertOne(new Document("_id", "a").append("version", 0L).append("name", "Zero"));
        categories.add(new Category(code, 1, LocalizedText.of("Running"), null));
        relay.publish();

        assertThat(published()).hasSize(1);
        assertThat(new MongoUnpublishedCategories(database.mongo()).some(10)).isEmpty();
    }

    private List<CategorySnapshot> published() {
        return TestStores.kafka().records(Topics.CATALOG_CATEGORIES).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(code))
                .map(record -> ContractJson.decode(record.value(), CategorySnapshot.class))
                .toList();
    }
}
