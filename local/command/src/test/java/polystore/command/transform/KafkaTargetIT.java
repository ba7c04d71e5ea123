package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CommandProgram;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

/// The command with a compacted topic as the target: `run` and `live`, by processes as a user starts them.
class KafkaTargetIT {

    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final String topic = "customers-" + UUID.randomUUID();
    private ServiceDatabase database;

    @BeforeEach
    void load() throws Exception {
        TestStores.kafka().createCompactedTopic(topic, 3);
        database = TestStores.postgres().freshDatabase("orders");
        execute("""
                create table customer (id int primary key, name text);
                create table orders (no int primary key, customer_id int references customer);
                create index on orders (customer_id);
                alter table orders replica identity full;
                insert into customer select i, 'customer ' || i from generate_series(1, 20) i;
                insert into orders select i, 1 + i % 20 from generate_series(1, 40) i""");
        var superuser = TestStores.postgres().superuser();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute("alter role \"" + database.owner().user() + "\" replication");
        }
        Files.writeString(folder.resolve("password"), database.owner().password());
        Files.writeString(folder.resolve("mapping.yaml"), """
                mapping: customers
                source: %s
                target: kafka://%s/%s
                root: customer
                fields: { name: name, orders: { many: orders.customer_id, scalar: no } }
                """.formatted(
                        database.jdbcUrl(), TestStores.kafka().bootstrap(), topic));
    }

    @Test
    void aRunWritesAndRemovesDocuments() throws Exception {
        assertThat(ended(start("run"))).contains("20 documents, 0 dead letters");
        assertThat(documents())
                .hasSize(20)
                .containsEntry("3", "{\"_m\":{\"v\":1,\"m\":1},\"_id\":3,\"name\":\"customer 3\",\"orders\":[2,22]}");

        execute("delete from orders where customer_id = 3; delete from customer where id = 3");
        assertThat(ended(start("run"))).contains("19 documents, 0 dead letters, 1 without rows removed");
        assertThat(documents()).hasSize(19).doesNotContainKey("3");

        assertThat(ended(start("verify"))).contains("Documents in a topic cannot be compared");
    }

    @Test
    void liveFollowsChanges() throws Exception {
        var live = start("live");
        try {
            await().atMost(WITHIN).until(() -> documents().size() == 20);
            execute("update customer set name = 'new' where id = 1; update orders set customer_id = 2 where no = 20;"
                    + " delete from orders where customer_id = 5; delete from customer where id = 5");
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(documents())
                            .hasSize(19)
                            .hasEntrySatisfying("1", it -> assertThat(it).contains("\"name\":\"new\",\"orders\":[40]"))
                            .hasEntrySatisfying("2", it -> assertThat(it).contains("\"orders\":[1,20,21]")));
        } finally {
            live.destroy();
            assertThat(live.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                var statement = connection.createStatement()) {
            statement.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                    + " where database = current_database()");
        }
    }

    private Process start(String command) throws IOException {
        var line = new ArrayList<>(CommandProgram.line());
        line.addAll(List.of(
                "transform",
                command,
                "-f",
                folder.resolve("mapping.yaml").toString(),
                "--user",
                database.owner().user(),
                "--password-file",
                folder.resolve("password").toString()));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static String ended(Process process) throws Exception {
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    private void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What the topic holds after compaction: the last record of each key.
    private Map<String, String> documents() {
        var documents = new TreeMap<String, String>();
        for (var record : TestStores.kafka().records(topic)) {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                documents.remove(key);
            } else {
                documents.put(key, new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return documents;
    }
}
