package polystore.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.contracts.Topic;
import polystore.contracts.Topics;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;

class StoresIT {
    @Test
    void theApplicationWritesRowsButMayNotChangeTheSchema() throws SQLException {
        var database = TestStores.postgres().freshDatabase("orders");
        execute(database, database.owner(), "create table t (id int primary key)");

        execute(database, database.application(), "insert into t values (1)");

        assertThatThrownBy(() -> execute(database, database.application(), "drop table t"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> execute(database, database.application(), "create table u (id int)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theReaderReadsButMayNotWrite() throws SQLException {
        var database = TestStores.postgres().freshDatabase("orders");
        execute(database, database.owner(), "create table t (id int primary key)");

        execute(database, database.reader(), "select * from t");

        assertThatThrownBy(() -> execute(database, database.reader(), "insert into t values (1)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void oneServiceCannotEnterTheDatabaseOfAnother() {
        var orders = TestStores.postgres().freshDatabase("orders");
        var analytics = TestStores.postgres().freshDatabase("analytics");

        assertThatThrownBy(() -> execute(orders, analytics.application(), "select 1"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aWrongPasswordIsRefused() {
        var database = TestStores.postgres().freshDatabase("orders");

        assertThatThrownBy(() -> execute(database, new Credentials("orders_app", "guess"), "select 1"))
                .hasMessageContaining("password authentication failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void theBrokerAcceptsRecordsOfEveryCompressionType(String type) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", TestStores.kafka().bootstrap(), "acks", "all", "compression.type", type),
                new StringSerializer(),
                new StringSerializer())) {
            var kept = producer.send(new ProducerRecord<>("orders.events.v1", "k", "v"));
            assertThat(kept.get(10, TimeUnit.SECONDS).hasOffset()).isTrue();
        }
    }

    @Test
    void theBrokerHasEveryTopic() throws Exception {
        var bootstrap = TestStores.kafka().bootstrap();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
                    .containsAll(Topics.all().stream().map(Topic::name).toList());
        }
    }

    @Test
    void aRedisUserReachesOnlyItsOwnPrefix() throws Exception {
        var port = TestStores.redis().port();

        assertThat(RedisLine.ask(port, "AUTH catalog only-for-tests", "SET catalog:1 a", "GET catalog:1"))
                .isEqualTo(List.of("+OK", "+OK", "$1", "a"));
        assertThat(RedisLine.ask(port, "AUTH catalog only-for-tests", "SET gateway:1 a")
                        .getLast())
                .startsWith("-NOPERM");
        assertThat(RedisLine.ask(port, "AUTH catalog only-for-tests", "FLUSHALL")
                        .getLast())
                .startsWith("-NOPERM");
        assertThat(RedisLine.ask(port, "GET catalog:1").getLast()).startsWith("-NOAUTH");
    }

    @Test
    void theDocumentStoreKeepsDocuments() {
        var mongo = TestStores.mongo();
        try (var client = MongoClients.create(mongo.uri())) {
            var documents = client.getDatabase(mongo.freshDatabase("catalog")).getCollection("products");
            documents.insertOne(new Document("_id", "SHOE-1"));
            assertThat(documents.countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void theStoresOfATestRunStopWhenItEnds() throws Exception {
        var run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherTestRun.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var port = Integer.parseInt(new String(run.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> RedisLine.ask(port, "PING")).isInstanceOf(ConnectException.class);
    }

    @Test
    void everyCallReturnsTheSameServer() {
        assertThat(TestStores.postgres()).isEqualTo(TestStores.postgres());
    }

    private static void execute(ServiceDatabase database, Credentials user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), user.user(), user.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
