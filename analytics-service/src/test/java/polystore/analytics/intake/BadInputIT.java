package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.analytics.TestDatabase;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.platform.messaging.ReceivedRecord;

/// Each kind of faulty record between good ones: the others are applied, the faulty one is kept with its cause, and the
/// measures are known to be incomplete.
class BadInputIT {

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final Random random = new Random(3);
    private final EventLog log = new EventLog(random, 1);
    private final OrderHistories histories = new OrderHistories(random);

    /// A fault of the second event of an order.
    ///
    /// @param cause that the parked record must have
    /// @param spoil makes the record faulty
    record Fault(String name, String cause, UnaryOperator<ReceivedRecord> spoil) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "truncated JSON",
                        "Unexpected end-of-input",
                        it -> body(it, Arrays.copyOf(body(it), body(it).length / 2))),
                new Fault(
                        "schema of another type",
                        "ce_dataschema",
                        it -> header(it, "ce_dataschema", "https://polystore.dev/schemas/StockLevel.v1.json")),
                new Fault("body of another type", "not a", it -> body(it, bytes("{\"sku\":\"S\",\"version\":2}"))),
                new Fault(
                        "unknown type",
                        "OrderGifted",
                        it -> header(
                                header(it, "ce_type", "polystore.orders.OrderGifted"),
                                "ce_dataschema",
                                "https://polystore.dev/schemas/OrderGifted.v1.json")),
                new Fault(
                        "unknown version of the schema",
                        ".v2.json",
                        it -> header(
                                it, "ce_dataschema", header(it, "ce_dataschema").replace(".v1.", ".v2."))),
                new Fault(
                        "unknown version of CloudEvents", "ce_specversion", it -> header(it, "ce_specversion", "2.0")),
                new Fault("null key", "key", it -> key(it, null)),
                new Fault(
                        "key of another order",
                        "the key is not the event's orderId",
                        it -> key(it, bytes("019b0000-0000-7000-8000-00000000000f"))),
                new Fault("2 MiB of nothing", "not a", it -> body(it, new byte[2 << 20])),
                new Fault(
                        "a time that no report can show",
                        "at is +20000-01-01T00:00:00Z",
                        it -> body(it, "\"at\":\"" + at(it), "\"at\":\"+20000-01-01T00:00:00Z")),
                new Fault(
                        "a time before all reports",
                        "at is 1969-12-31T23:59:59Z",
                        it -> body(it, "\"at\":\"" + at(it), "\"at\":\"1969-12-31T23:59:59Z")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultyRecordIsKeptWithItsCauseWhileItsNeighboursFlow(Fault fault) {
        var stopped = histories.longOrder();
        var before = histories.longOrder();
        var behind = histories.longOrder();
        log.publish(stopped.getFirst());
        log.publish(before.getFirst());
        var whole = EventLog.record(random, stopped.get(1));
        var faulty = log.append(fault.spoil.apply(whole));
        log.publish(before.get(1));
        log.publish(behind.getFirst());
        take();

        assertThat(versions(List.of(stopped, before, behind))).containsExactly(1, 2, 1);
        assertThat(parked()).singleElement().satisfies(it -> {
            assertThat(it.offset()).isEqualTo(faulty.offset());
            assertThat(it.cause()).contains(fault.cause);
            assertThat(it.body()).isEqualTo(HexFormat.of().formatHex(body(faulty)));
        });
        assertThat(measures())
                .isEqualTo(expected(List.of(stopped.subList(0, 1), before.subList(0, 2), behind.subList(0, 1))));
    }

    /// The topic of the stack accepts 1 MiB; a broker may be set up otherwise.
    @Test
    void aValidEventOfTwoMebibytesIsApplied() {
        var order = (OrderPlaced) histories.longOrder().getFirst();
        var whole = EventLog.record(random, order);
        var padding = " ".repeat(2 << 20);
        log.append(body(whole, "{\"orderId\"", "{" + padding + "\"orderId\""));
        var behind = histories.longOrder();
        log.publish(behind.getFirst());
        take();

        assertThat(parked()).isEmpty();
        assertThat(measures()).isEqualTo(expected(List.of(List.of(order), behind.subList(0, 1))));
    }

    /// The clock of a publisher may be wrong: the event is a fact all the same, and counts at its time.
    @Test
    void anEventFromTheFutureCountsAtItsTime() {
        var order = (OrderPlaced) histories.longOrder().getFirst();
        var late = new OrderPlaced(
                order.orderId(),
                1,
                Instant.parse("2126-01-31T08:00:00Z"),
                order.customerId(),
                order.total(),
                order.lines(),
                order.shipTo(),
                order.reservedUntil());
        log.publish(late);
        var behind = histories.longOrder();
        log.publish(behind.getFirst());
        take();

        assertThat(parked()).isEmpty();
        assertThat(measures()).isEqualTo(expected(List.of(List.of(late), behind.subList(0, 1))));
    }

    /// A later version waits for the missing one; an earlier one that was applied already is no loss.
    @Test
    void versionsOutOfOrderWaitForTheMissingOne() {
        var history = histories.longOrder();
        var other = histories.longOrder();
        log.publish(history.getFirst());
        var third = log.publish(history.get(2));
        log.publish(other.getFirst());
        log.publish(history.getFirst());
        take();

        assertThat(versions(List.of(history, other))).containsExactly(1, 1);
        assertThat(parked()).extracting(Parked::offset).contains(third.offset());
        assertThat(parked().getFirst().cause()).isEqualTo("version 3 cannot follow version 1");
        assertThat(measures()).isEqualTo(expected(List.of(history.subList(0, 1), other.subList(0, 1))));
    }

    /// @param body in hexadecimal digits
    private record Parked(
            long offset, @Nullable String cause, @Nullable String body) {}

    private List<Parked> parked() {
        return jdbi.withHandle(it -> it.createQuery(
                        "select record_offset, cause, encode(body, 'hex') as body from parked_event where topic = :topic"
                                + " order by record_offset")
                .bind("topic", Topics.ORDERS_EVENTS)
                .map((row, _) ->
                        new Parked(row.getLong("record_offset"), row.getString("cause"), row.getString("body")))
                .list());
    }

    private void take() {
        var intake = new Intake(jdbi);
        intake.claim(log.partitions());
        intake.take(log.from(log.partitions().getFirst(), 0, 1_000));
    }

    private List<Integer> versions(List<List<OrderEvent>> orders) {
        return orders.stream()
                .map(order ->
                        jdbi.withHandle(it -> it.createQuery("select version from order_fact where order_id = :id")
                                .bind("id", order.getFirst().orderId())
                                .mapTo(Integer.class)
                                .one()))
                .toList();
    }

    private Map<String, String> measures() {
        return Expected.read(jdbi, "select * from measure");
    }

    private static Map<String, String> expected(List<List<OrderEvent>> histories) {
        return Expected.measures(histories.stream().flatMap(List::stream).toList());
    }

    private static byte[] body(ReceivedRecord record) {
        return Objects.requireNonNull(record.body());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ReceivedRecord key(ReceivedRecord record, byte @Nullable [] key) {
        return new ReceivedRecord(
                record.from(), record.offset(), record.publishedAt(), key, record.headers(), record.body());
    }

    private static ReceivedRecord body(ReceivedRecord record, byte[] body) {
        return new ReceivedRecord(
                record.from(), record.offset(), record.publishedAt(), record.keyBytes(), record.headers(), body);
    }

    private static ReceivedRecord body(ReceivedRecord record, String old, String changed) {
        var text = new String(body(record), StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return body(record, text.replace(old, changed).getBytes(StandardCharsets.UTF_8));
    }

    private static String at(ReceivedRecord record) {
        return record.publishedAt().toString();
    }

    private static String header(ReceivedRecord record, String name) {
        return new String(Objects.requireNonNull(record.header(name)), StandardCharsets.UTF_8);
    }

    private static ReceivedRecord header(ReceivedRecord record, String name, String value) {
        var headers = record.headers().stream()
                .<Header>map(it ->
                        it.key().equals(name) ? new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)) : it)
                .toList();
        return new ReceivedRecord(
                record.from(), record.offset(), record.publishedAt(), record.keyBytes(), headers, record.body());
    }
}
