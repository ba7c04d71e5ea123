package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.walk.LocalStack.Outcome;
import polystore.contracts.Topics;

/// Records that no service can read become dead letters, which an operator lists, shows and discards with the command.
@ExtendWith(WholeStack.class)
class DeadLettersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS_MAX = 30;
    private static final Map<String, String> CONSUMED = Map.of(
            "orders.price-book", Topics.CATALOG_PRODUCTS,
            "catalog-availability", Topics.STOCK_LEVELS,
            "analytics-measures", Topics.ORDERS_EVENTS,
            "analytics-documents", Topics.ORDERS_DOCUMENTS,
            "analytics-categories", Topics.CATALOG_CATEGORIES);

    private final LocalStack stack;
    private final String key = UUID.randomUUID().toString();

    DeadLettersIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void deadLettersOfEveryConsumerAreListedShownAndDiscarded() throws Exception {
        for (var consumer : CONSUMED.keySet()) {
            publish(CONSUMED.get(consumer));
            var id = awaitLetter(consumer).path("id").asText();

            var shown = run("dlq", "show", consumer, id);
            assertThat(shown.output())
                    .contains("not a CloudEvent: header ce_id is missing")
                    .contains("source             " + CONSUMED.get(consumer) + ", partition ")
                    .contains("key                " + key)
                    .contains("h                  base64:AP8=")
                    .contains("{\"red·[31m");
            assertThat(run("dlq", "list", consumer).output()).contains(id).contains("key " + key);
            assertThat(countInStatus(consumer)).isEqualTo(1);

            var replayed = stack.run("dlq", "replay", consumer, "--key", key);
            assertThat(replayed.code()).as(replayed.output()).isEqualTo(1);
            assertThat(replayed.output()).contains("ce_id is missing").contains("1 of 1 dead letters are left");

            assertThat(run("dlq", "discard", consumer, id, "--reason", "a trial", "--dry-run")
                            .output())
                    .contains("would be discarded");
            assertThat(letter(consumer)).isPresent();
            run("dlq", "discard", consumer, id, "--reason", "nobody needs it");
            assertThat(letter(consumer)).isEmpty();
            var again = stack.run("dlq", "replay", consumer, id);
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.output()).contains("no open dead letter").contains("0 of 1 dead letters are left");
            awaitDecision(consumer);
        }
    }

    @Test
    void anUnknownConsumerIsRefusedWithTheNamesOfAll() throws Exception {
        var unknown = stack.run("dlq", "list", "nobody");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.output()).contains("orders.price-book", "analytics-measures");
        assertThat(stack.run("dlq", "show", "orders.price-book", "0-99999").code())
                .isEqualTo(1);
        assertThat(stack.run("dlq", "replay", "orders.price-book").output()).contains("Name one ID");
    }

    private JsonNode awaitLetter(String consumer) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        var found = letter(consumer);
        while (found.isEmpty() && System.nanoTime() < end) {
            found = letter(consumer);
        }
        return found.orElseThrow();
    }

    /// Decisions are read back from the topic.
    private void awaitDecision(String consumer) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        var decisions = run("dlq", "decisions", consumer).output();
        while (!decisions.contains(key) && System.nanoTime() < end) {
            decisions = run("dlq", "decisions", consumer).output();
        }
        assertThat(decisions)
                .contains("discarded by " + System.getProperty("user.name"))
                .contains("nobody needs it");
    }

    private Optional<JsonNode> letter(String consumer) throws Exception {
        var listed = json("dlq", "list", consumer, "--key", key, "--json");
        return StreamSupport.stream(listed.at("/0/items").spliterator(), false).findFirst();
    }

    private long countInStatus(String consumer) throws Exception {
        var status = json("status", "--json");
        return StreamSupport.stream(status.path("consumers").spliterator(), false)
                .filter(it -> it.path("consumer").asText().equals(consumer))
                .mapToLong(it -> it.path("letters").asLong())
                .sum();
    }

    /// The output without its first lines, which libraries on the test's class path log.
    private JsonNode json(String... arguments) throws Exception {
        return JSON.readTree(run(arguments).output().replaceAll("(?m)^SLF4J.*\\R", ""));
    }

    private Outcome run(String... arguments) throws Exception {
        var outcome = stack.run(arguments);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return outcome;
    }

    private void publish(String topic) throws Exception {
        var record = new ProducerRecord<>(
                topic, key.getBytes(StandardCharsets.UTF_8), "{\"red\u001b[31m".getBytes(StandardCharsets.UTF_8));
        record.headers().add("h", new byte[] {0, (byte) 0xff});
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.status().kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
