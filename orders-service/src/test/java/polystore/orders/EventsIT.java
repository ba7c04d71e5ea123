package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polystore.orders.ShopClient.as;
import static polystore.orders.ShopClient.staff;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.contracts.Envelope;
import polystore.contracts.Money;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;
import polystore.contracts.orders.OrderEvent.OrderShipped;
import polystore.contracts.orders.OrderEvent.ReturnedLine;
import polystore.orders.pricebook.PostgresPriceBook;

/// Every event as a consumer of the topic decodes it, field by field; no two fields of one type have the same
/// value.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class EventsIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Money TOTAL = Money.of("41.47", "EUR");

    private final String mug = "MUG-" + UUID.randomUUID();
    private final String pen = "PEN-" + UUID.randomUUID();

    @Inject
    ShopClient shop;

    @Inject
    PostgresPriceBook prices;

    @Inject
    Jdbi jdbi;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    @SuppressWarnings("NullAway") // injected
    String bootstrap;

    @Test
    void everyEventHasAllItsFields() {
        sell("product-1", mug, "Mug, blue", "kitchen", "12.50");
        sell("product-2", pen, "Pen, red", null, "5.49");
        var returned = returned();
        var refunded = place();
        pay(refunded);
        act(refunded, 2, "cancellation", Map.of("reason", "too late"));
        var cancelled = place();
        act(cancelled, 1, "cancellation", Map.of("reason", "changed my mind"));
        var expired = place();
        jdbi.useHandle(handle -> handle.execute("update orders set reserved_until = now() where id = ?", expired));

        var events = events(List.of(returned, refunded, cancelled, expired), 12);

        assertReturned(returned, events.get(returned));
        assertThat(events.get(refunded))
                .last()
                .isEqualTo(new OrderCancelled(refunded, 3, at(refunded, 3), "ada", TOTAL, TOTAL));
        assertThat(events.get(cancelled))
                .last()
                .isEqualTo(new OrderCancelled(cancelled, 2, at(cancelled, 2), "ada", TOTAL, null));
        assertThat(events.get(expired)).last().isEqualTo(new OrderExpired(expired, 2, at(expired, 2), "ada", TOTAL));
    }

    private void assertReturned(UUID order, @Nullable List<OrderEvent> events) {
        var refund = Money.of("10.98", "EUR");
        assertThat(events)
                .containsExactly(
                        placed(order),
                        new OrderPaid(order, 2, at(order, 2), "ada", TOTAL, TOTAL),
                        new OrderShipped(order, 3, at(order, 3), "ada", TOTAL, "DHL", "JD014600"),
                        new OrderDelivered(order, 4, at(order, 4), "ada", TOTAL),
                        new OrderReturned(
                                order,
                                5,
                                at(order, 5),
                                "ada",
                                TOTAL,
                                List.of(new ReturnedLine(2, pen, 2, refund)),
                                refund));
    }

    private UUID returned() {
        var order = place();
        pay(order);
        act(order, 2, "shipment", Map.of("carrier", "DHL", "trackingNumber", "JD014600"));
        act(order, 3, "delivery", Map.of());
        act(order, 4, "return", Map.of("lines", List.of(Map.of("sku", pen, "quantity", 2)), "reason", "leaks"));
        return order;
    }

    private void pay(UUID order) {
        var amount = Map.of("amount", "41.47", "currency", "EUR");
        act(order, 1, "payment", Map.of("amount", amount, "reference", "pay-" + order));
    }

    private OrderPlaced placed(UUID order) {
        var at = at(order, 1);
        return new OrderPlaced(
                order,
                1,
                at,
                "ada",
                TOTAL,
                List.of(
                        new Line(
                                1,
                                mug,
                                "product-1" + mug,
                                "Mug, blue",
                                "kitchen",
                                2,
                                Money.of("12.50", "EUR"),
                                Money.of("25.00", "EUR")),
                        new Line(
                                2,
                                pen,
                                "product-2" + pen,
                                "Pen, red",
                                null,
                                3,
                                Money.of("5.49", "EUR"),
                                Money.of("16.47", "EUR"))),
                new Destination("London", "GB"),
                at.plus(Duration.ofMinutes(15)));
    }

    private void sell(String product, String sku, String name, @Nullable String category, String price) {
        var offer = new ProductSnapshot.Offer(sku, name, List.of(Money.of(price, "EUR")));
        prices.apply(new ProductSnapshot(
                product + sku,
                1,
                Instant.now(),
                ProductSnapshot.Status.PUBLISHED,
                sku,
                name,
                null,
                "thing",
                category,
                List.of(offer)));
        shop.move(sku, 100).then().statusCode(200);
    }

    private UUID place() {
        var body = """
                {"lines":[{"sku":"%s","quantity":2},{"sku":"%s","quantity":3}],"shipTo":%s,"email":"ada@example.org"}""".formatted(mug, pen, ShopClient.SHIP_TO);
        var id = as("ada", "customer")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("traceparent", TRACE)
                .body(body)
                .post("/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        return UUID.fromString(id);
    }

    private void act(UUID order, int version, String action, Map<String, ?> body) {
        shop.act(staff(), order.toString(), version, action, body).then().statusCode(200);
    }

    /// When the order reached this version, by its history.
    private static Instant at(UUID order, int version) {
        JsonPath history = staff().get("/v1/orders/" + order + "/history").jsonPath();
        return Instant.parse(history.getString("items.find { it.version == " + version + " }.at"));
    }

    private Map<UUID, List<OrderEvent>> events(List<UUID> orders, int count) {
        var events = new HashMap<UUID, List<OrderEvent>>();
        var ids = new ArrayList<UUID>();
        try (var consumer = consumer()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (orders.contains(UUID.fromString(record.key()))) {
                        var event = decoded(record, ids);
                        events.computeIfAbsent(event.orderId(), _ -> new ArrayList<>())
                                .add(event);
                    }
                }
                return ids.size() >= count;
            });
        }
        assertThat(ids).hasSize(count).doesNotHaveDuplicates();
        return events;
    }

    private static OrderEvent decoded(ConsumerRecord<String, byte[]> record, List<UUID> ids) {
        var envelope = Envelope.read(
                record.key(),
                name -> {
                    var header = record.headers().lastHeader(name);
                    return header == null ? null : header.value();
                },
                record.value());
        var event = OrderEvent.decode(envelope.type(), envelope.body());
        assertThat(record.key()).isEqualTo(event.orderId().toString());
        assertThat(envelope.source()).isEqualTo("/orders");
        assertThat(envelope.id().version()).isEqualTo(7);
        if (event instanceof OrderPlaced) {
            assertThat(envelope.traceparent()).isEqualTo(TRACE);
        } else {
            assertThat(envelope.traceparent()).isNotNull().isNotEqualTo(TRACE);
        }
        ids.add(envelope.id());
        return event;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.ORDERS_EVENTS).stream()
                .map(partition -> new TopicPartition(Topics.ORDERS_EVENTS, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
