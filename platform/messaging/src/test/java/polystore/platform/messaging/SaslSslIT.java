package polystore.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import polystore.contracts.Topics;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.stores.Credentials;
import polystore.stores.FreePort;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaSecurity;
import polystore.stores.LoopbackCertificate;

/// Every client of a service connects by TLS and SASL through its configuration alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaslSslIT {

    private static final Credentials BROKER = new Credentials("broker", "only-for-the-broker");
    private static final Credentials ORDERS = new Credentials("orders", "only-for-tests");

    private final int port = FreePort.next();

    @SuppressWarnings("NullAway") // set before every test, by start()
    private KafkaSecurity security = null;

    @SuppressWarnings("NullAway") // set before every test, by start()
    private KafkaBroker broker = null;

    @BeforeAll
    void start(@TempDir Path folder) {
        security = new KafkaSecurity(
                LoopbackCertificate.in(folder.resolve("tls"), "changed-in-production"), List.of(BROKER, ORDERS));
        broker = KafkaBroker.start(folder.resolve("kafka"), port, FreePort.next(), security);
        KafkaBroker.createTopics(connection(ORDERS), Topics.all());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void producersConsumersAndDeadLettersWork() throws Exception {
        var clients = new KafkaClients(connection(ORDERS));
        var meters = new SimpleMeterRegistry();
        var taken = new CopyOnWriteArrayList<String>();
        var deadLetters = new DeadLetters(clients, meters);
        var loops = new ConsumerLoops(clients, deadLetters, meters, List.of());
        loops.start(new Subscription(Topics.ORDERS_EVENTS, "secured"), Records::text, new BatchHandler<String>() {
            @Override
            public List<Rejected<String>> handle(Batch<String> batch) {
                batch.messages().forEach(it -> taken.add(it.value()));
                return batch.rejected();
            }

            @Override
            public boolean isDataFault(RuntimeException failure) {
                return false;
            }
        });
        try (var producer = clients.producer()) {
            producer.send(new ProducerRecord<>(Topics.ORDERS_EVENTS, "k", bytes("sent")))
                    .get();
            producer.send(new ProducerRecord<>(Topics.ORDERS_EVENTS, null, bytes("keyless")))
                    .get();
            await().atMost(Duration.ofSeconds(30)).until(() -> taken.contains("sent"));
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> meters.get("polystore.dead.letters").counter().count() == 1);
        } finally {
            loops.stop();
            deadLetters.close();
        }
        assertThat(taken).containsExactly("sent");
    }

    @Test
    void aWrongPasswordIsRefused() {
        var wrongPassword = new KafkaClients(connection(new Credentials("orders", "guessed")));
        try (var producer = wrongPassword.producer()) {
            var sent = producer.send(new ProducerRecord<>(Topics.ORDERS_EVENTS, "k", bytes("forged")));
            assertThatThrownBy(sent::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private Map<String, Object> connection(Credentials user) {
        var connection = new HashMap<String, Object>(security.clientSettings(user));
        connection.put("bootstrap.servers", "127.0.0.1:" + port);
        return connection;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
