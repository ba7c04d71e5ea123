package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.UuidRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.seed.Gateway;

/// The mapping `orders` on the running stack: its documents came through the topic, and the command compares them with
/// the rows that it reads itself.
@ExtendWith(WholeStack.class)
class TransformIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ORDERS = 4;
    private static final long SECONDS_MAX = 60;
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) documents, (\\d+) differences");

    private static final String ORDER = """
            {"lines":[{"sku":"SHOE-1","quantity":1}],"shipTo":{"name":"Ada","street":"Main Street 1","city":"Vienna",
             "postalCode":"1010","country":"AT"},"email":"ada@example.org"}""";

    private final LocalStack stack;

    TransformIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void documentsOfTheTopicEqualTheirRowsAndPlantedDifferencesAreFoundAndRepaired() throws Exception {
        placeOrders();
        var agreed = until("verify", it -> documents(it) >= ORDERS && it.code() == 0);
        assertThat(agreed.lastLine()).endsWith(", 0 differences");

        plant();
        var found = stack.run("transform", "verify", "orders", "--lag", "100");
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.output())
                .contains("MISSING", "CHANGED_IN_TARGET", "WITHOUT_ROWS")
                .contains(", 3 differences");
        assertThat(stack.run("transform", "verify", "orders", "--by-marks", "--lag", "100")
                        .output())
                .contains("MISSING", "WITHOUT_ROWS", ", 2 differences");

        assertThat(stack.run("transform", "repair", "orders").output()).contains("3 differences, 3 repaired");
        assertThat(stack.run("transform", "verify", "orders").code()).isZero();
    }

    @Test
    void aRunWritesEveryDocumentAgainAndItsStatusSaysSo() throws Exception {
        placeOrders();
        until("verify", it -> documents(it) >= ORDERS && it.code() == 0);

        var run = stack.run("transform", "run", "orders");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("\\d+ documents, 0 dead letters");

        assertThat(stack.run("transform", "status", "orders").output())
                .containsPattern("orders: finished, 1 of 1 ranges done");
        assertThat(stack.run("transform", "dead-letters", "orders").lastLine()).isEqualTo("0 dead letters");
        assertThat(stack.run("transform", "pause", "orders").code()).isEqualTo(1);
        assertThat(stack.run("transform", "verify", "orders").code()).isZero();
    }

    private void placeOrders() throws Exception {
        var token = stack.run("token", "--role", "customer", "--subject", "transformer")
                .lastLine();
        var customer = Gateway.of(stack.gateway(), token);
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        for (int placed = 0; placed < ORDERS; ) {
            var answer =
                    customer.post("/v1/orders", ORDER, Map.of("Idempotency-Key", "transform-" + UUID.randomUUID()));
            if (answer.ok() && placed++ == 0) {
                pay(customer, answer);
            }
            // The first products may not be on sale yet.
            assertThat(answer.ok() || System.nanoTime() < end).as(answer.body()).isTrue();
        }
    }

    /// So that one document has been replaced by a newer one.
    private static void pay(Gateway customer, Gateway.Answer placed) throws IOException {
        var order = JSON.readTree(placed.body());
        var paid = customer.post(
                "/v1/orders/" + order.get("id").asText() + "/payment",
                "{\"amount\":" + order.get("total") + ",\"reference\":\""
                        + order.get("id").asText() + "\"}",
                Map.of(
                        "If-Match",
                        placed.etag(),
                        "Idempotency-Key",
                        "transform-pay-" + order.get("id").asText()));
        assertThat(paid.ok()).as(paid.body()).isTrue();
    }

    /// One document less, one changed, one more.
    private void plant() {
        try (var client =
                MongoClients.create("mongodb://127.0.0.1:" + stack.ports().mongo())) {
            MongoCollection<BsonDocument> orders =
                    client.getDatabase("analytics").getCollection("orders", BsonDocument.class);
            var all = orders.find().limit(2).into(new ArrayList<>());
            orders.deleteOne(Filters.eq("_id", all.get(0).get("_id")));
            orders.updateOne(Filters.eq("_id", all.get(1).get("_id")), Updates.set("customerId", "somebody else"));
            var surplus = Objects.requireNonNull(all.get(0)).clone();
            surplus.put("_id", new BsonBinary(UUID.randomUUID(), UuidRepresentation.STANDARD));
            orders.insertOne(surplus);
        }
    }

    private LocalStack.Outcome until(String command, Predicate<LocalStack.Outcome> wanted) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        var outcome = stack.run("transform", command, "orders");
        while (!wanted.test(outcome) && System.nanoTime() < end) {
            outcome = stack.run("transform", command, "orders");
        }
        assertThat(wanted.test(outcome)).as(outcome.output()).isTrue();
        return outcome;
    }

    private static int documents(LocalStack.Outcome outcome) {
        var found = SUMMARY.matcher(outcome.output());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
