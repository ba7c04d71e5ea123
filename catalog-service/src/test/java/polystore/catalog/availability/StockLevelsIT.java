package polystore.catalog.availability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;
import polystore.contracts.stock.StockLevel.Band;
import polystore.platform.testing.TestStores;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class StockLevelsIT {

    @BeforeEach
    void haveShoes() {
        Staff.haveShoes();
    }

    @Test
    void availabilityIsShownAndChangesTheEntityTagButNotTheVersion() {
        var sku = freshSku();
        var at = Staff.create(shoe(sku, "")).header("Location");
        assertThat(band(sku)).isNull();
        send(ContractJson.encode(new StockLevel(sku, Band.LOW, 2, 7, Instant.EPOCH)), sku);
        awaitBand(sku, "LOW");
        var tag = given().get(at).header("ETag");
        assertThat(tag).startsWith("\"1.");
        given().header("If-None-Match", tag).get(at).then().statusCode(304);

        send(ContractJson.encode(new StockLevel(sku, Band.OUT, 0, 9, Instant.EPOCH)), sku);
        awaitBand(sku, "OUT");
        given().header("If-None-Match", tag).get(at).then().statusCode(200);
        Staff.asStaff().header("If-Match", tag).delete(at).then().statusCode(204);
    }

    @Test
    void aLateOrUnreadableLevelChangesNothing() {
        var sku = freshSku();
        Staff.create(shoe(sku, ""));
        send("nonsense".getBytes(StandardCharsets.UTF_8), sku);
        send("{}".getBytes(StandardCharsets.UTF_8), sku);
        send(ContractJson.encode(new StockLevel(sku, Band.LOW, 2, 7, Instant.EPOCH)), sku);
        send(ContractJson.encode(new StockLevel(sku, Band.OUT, 0, 6, Instant.EPOCH)), sku);
        var marker = freshSku();
        Staff.create(shoe(marker, ""));
        send(ContractJson.encode(new StockLevel(marker, Band.IN_STOCK, 50, 1, Instant.EPOCH)), marker);
        awaitBand(marker, "IN_STOCK");
        assertThat(band(sku)).isEqualTo("LOW");
        assertThat(deadLetters(sku))
                .extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .containsExactly("nonsense", "{}");
        assertThat(deadLetters(sku))
                .extracting(letter ->
                        new String(letter.headers().lastHeader("dlq-topic").value(), StandardCharsets.UTF_8))
                .containsOnly(Topics.STOCK_LEVELS);
    }

    /// The dead letters in `stock.levels.v1.dlq` with this key.
    private static List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", TestStores.kafka().bootstrap(), "enable.auto.commit", false);
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reading = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = reading.partitionsFor(Topics.deadLettersOf(Topics.STOCK_LEVELS)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reading.assign(partitions);
            reading.seekToBeginning(partitions);
            for (var end : reading.endOffsets(partitions).entrySet()) {
                while (reading.position(end.getKey()) < end.getValue()) {
                    reading.poll(Duration.ofMillis(100)).forEach(found::add);
                }
            }
        }
        return found.stream().filter(letter -> letter.key().equals(key)).toList();
    }

    private static void awaitBand(String sku, String band) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Objects.equals(band(sku), band) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(band(sku)).isEqualTo(band);
    }

    private static String band(String sku) {
        return given().get("/v1/products/by-sku/" + sku).path("availability.band");
    }

    private static void send(byte[] level, String key) {
        var settings =
                Map.<String, Object>of("bootstrap.servers", TestStores.kafka().bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var envelope = new Envelope(UUID.randomUUID(), StockLevel.TYPE, "/orders", Instant.EPOCH, key, null, level);
            // Into one partition, so that records are handled in their order.
            var record = new ProducerRecord<>(Topics.STOCK_LEVELS, 0, key, level);
            envelope.headers().forEach((name, value) -> record.headers().add(name, value));
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
