package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static polystore.orders.ShopClient.as;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import polystore.contracts.Topics;
import polystore.platform.testing.TestStores;

/// Personal data is stored nowhere unencrypted, and after its erasure it cannot be read.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class ErasureIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);
    private static final List<String> SECRETS =
            List.of("Grace Hopper", "1 Navy Yard", "20374-5040", "grace@navy.example");

    @Inject
    ShopClient shop;

    @Inject
    AgroalDataSource database;

    @Test
    void keepsTheOrderWithoutAnythingThatIdentifiesItsBuyer() throws Exception {
        var id = place(shop.sells("3.00", "EUR", 5));
        var customer = as("grace", "customer");
        customer.get("/v1/orders/" + id).then().body("shipTo.name", equalTo("Grace Hopper"));
        as("grace", "customer")
                .delete("/v1/customers/grace/personal-data")
                .then()
                .statusCode(403);

        as("olga", "operator")
                .delete("/v1/customers/grace/personal-data")
                .then()
                .statusCode(204);
        as("olga", "operator")
                .delete("/v1/customers/grace/personal-data")
                .then()
                .statusCode(204);

        as("grace", "customer")
                .get("/v1/orders/" + id)
                .then()
                .statusCode(200)
                .body("total.amount", equalTo("3.00"))
                .body("shipTo.name", equalTo("erased"))
                .body("shipTo.street", equalTo("erased"))
                .body("shipTo.city", equalTo("Washington"))
                .body("email", equalTo("erased"));
        var everything = new ByteArrayOutputStream();
        copyTables(everything);
        copyTopics(everything, id);
        copyLogs(everything);
        var text = everything.toString(StandardCharsets.UTF_8);
        assertThat(text).contains(id).contains("Washington");
        SECRETS.forEach(secret -> assertThat(text).doesNotContain(secret));
    }

    @Test
    void remainsWhenTheCustomerOrdersAgain() {
        var sku = shop.sells("3.00", "EUR", 5);
        var before = place(sku, "hopper");
        as("olga", "operator")
                .delete("/v1/customers/hopper/personal-data")
                .then()
                .statusCode(204);
        var after = place(sku, "hopper");

        as("hopper", "customer").get("/v1/orders/" + before).then().body("shipTo.name", equalTo("erased"));
        as("hopper", "customer").get("/v1/orders/" + after).then().body("shipTo.name", equalTo("Grace Hopper"));
    }

    private String place(String sku) {
        return place(sku, "grace");
    }

    private String place(String sku, String customer) {
        var body = """
                {"lines":[{"sku":"%s","quantity":1}],"email":"grace@navy.example",
                 "shipTo":{"name":"Grace Hopper","street":"1 Navy Yard","city":"Washington","postalCode":"20374-5040","country":"US"}}""".formatted(sku);
        return as(customer, "customer")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /// Every table as PostgreSQL's binary COPY, which has text and bytes as they are stored.
    private void copyTables(ByteArrayOutputStream into) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            for (var table : tables(connection)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (select * from " + table + ") to stdout (format binary)", into);
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select relname from pg_class where relkind in ('r', 'p')"
                        + " and relnamespace = 'public'::regnamespace and relname not like 'flyway%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /// Both topics from the beginning, until each has had a record of the order.
    private static void copyTopics(ByteArrayOutputStream into, String id) throws IOException {
        for (var topic : List.of(Topics.ORDERS_EVENTS, Topics.ORDERS_DOCUMENTS)) {
            try (var consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            TestStores.kafka().bootstrap(),
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.assign(consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList());
                var seen = false;
                for (var end = System.nanoTime() + WAIT_MAX.toNanos(); !seen && System.nanoTime() < end; ) {
                    for (var found : consumer.poll(Duration.ofMillis(200))) {
                        into.write(found.value());
                        into.write(found.key());
                        for (var header : found.headers()) {
                            into.write(header.value());
                        }
                        seen |= new String(found.key(), StandardCharsets.UTF_8).equals(id);
                    }
                }
                assertThat(seen).as("%s has a record of the order", topic).isTrue();
            }
        }
    }

    private static void copyLogs(ByteArrayOutputStream into) throws IOException {
        Files.copy(Path.of("target", "quarkus.log"), into);
    }
}
