package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.contracts.ContractJson;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;

/// A poisoned event stops only its own order.
class ParkingIT {

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final Random random = new Random(7);
    private final EventLog log = new EventLog(random, 1);
    private final OrderHistories histories = new OrderHistories(random);

    @Test
    void anUnreadableEventParksItselfAndWhatComesBehindItOfTheSameOrder() {
        var stopped = histories.longOrder();
        var flowing = histories.longOrder();
        log.publish(stopped.getFirst());
        log.publish(flowing.getFirst());
        log.append(EventLog.unreadable(stopped.getFirst()));
        log.publish(flowing.get(1));
        log.publish(stopped.get(1));
        take();

        assertThat(versionOf(stopped)).isEqualTo(1);
        assertThat(versionOf(flowing)).isEqualTo(2);
        assertThat(parked()).containsExactly("2 1", "4 0");
        assertThat(measures()).isEqualTo(expected(List.of(stopped.subList(0, 1), flowing.subList(0, 2))));
    }

    /// PostgreSQL refuses the value, and with it the whole statement: the halving has to find the one event.
    @Test
    void anEventThatTheDatabaseRefusesIsFoundAmongManyAndTriedThreeTimes() {
        var good = IntStream.range(0, 30).mapToObj(it -> histories.order()).toList();
        var bad = (OrderPlaced) histories.longOrder().getFirst();
        good.forEach(it -> log.publish(it.getFirst()));
        var poisoned = new OrderPlaced(
                bad.orderId(), 1, bad.at(), "zero\0", bad.total(), bad.lines(), bad.shipTo(), bad.reservedUntil());
        log.publish(poisoned);
        good.stream().filter(it -> it.size() > 1).forEach(it -> log.publish(it.get(1)));
        take();

        assertThat(parked()).containsExactly("30 3");
        assertThat(measures())
                .isEqualTo(expected(good.stream()
                        .map(it -> it.subList(0, Math.min(2, it.size())))
                        .toList()));
    }

    @Test
    void onlyThePoisonedEventIsADeadLetterAndOnlyOnce() {
        var history = histories.longOrder();
        log.append(EventLog.unreadable(history.getFirst()));
        log.publish(history.getFirst());
        take();
        var deadLetters = new PostgresDeadLetters();

        var first = jdbi.inTransaction(transaction -> {
            var found = deadLetters.unsent(transaction, 10);
            deadLetters.markSent(transaction, found);
            return found;
        });
        assertThat(first).singleElement().satisfies(it -> {
            assertThat(it.cause()).contains("ce_id");
            assertThat(it.attempts()).isEqualTo(1);
            assertThat(it.record().body()).isEqualTo("{".getBytes(StandardCharsets.UTF_8));
        });
        var again = jdbi.inTransaction(transaction -> deadLetters.unsent(transaction, 10));
        assertThat(again).isEmpty();
    }

    @Test
    void recordsWithoutKeyBodyOrSenseDoNotStopTheTopic() {
        log.append(bare(null, log.publish(histories.longOrder().getFirst()).body()));
        log.append(bare(null, null));
        log.append(bare("zero\0key", new byte[] {0}));
        log.append(bare("k".repeat(4_000), "{}".getBytes(StandardCharsets.UTF_8)));
        var good = histories.longOrder();
        log.publish(good.getFirst());
        take();

        assertThat(versionOf(good)).isEqualTo(1);
        assertThat(parked())
                .as("each of its own making: records without a key do not wait for each other")
                .containsExactly("1 1", "2 1", "3 1", "4 1");
    }

    /// The key orders and finds parked records, and an index holds no key of four kilobytes; the dead letter has it
    /// all.
    @Test
    void aParkedRecordComesOutByteForByteAsItCameIn() {
        var key = new byte[4_000];
        random.nextBytes(key);
        var headers = List.<Header>of(
                new RecordHeader("twice", new byte[] {0, (byte) 0xff}), new RecordHeader("twice", new byte[] {1}));
        var record = log.append(new ReceivedRecord(
                log.partitions().getFirst(), 0, java.time.Instant.EPOCH, key, headers, new byte[] {0, 1}));
        take();

        var found = jdbi.inTransaction(transaction -> new PostgresDeadLetters().unsent(transaction, 10));

        assertThat(found).singleElement().satisfies(it -> {
            assertThat(it.record().keyBytes()).isEqualTo(key);
            assertThat(it.record().headers()).isEqualTo(headers);
            assertThat(it.record().body()).isEqualTo(record.body());
        });
    }

    /// Read as an event of version 1, an order without lines has no sum, and stopped all that came after it.
    @Test
    void anOrderWithoutLinesIsParkedAndEverythingElseFlows() {
        var stopped = histories.longOrder();
        var incomplete = log.append(withBody(stopped.getFirst(), "\"lines\":[", "\"unknown\":["));
        var good = histories.longOrder();
        log.publish(good.getFirst());
        take();

        assertThat(versionOf(good)).isEqualTo(1);
        assertThat(parked()).containsExactly(incomplete.offset() + " 1");
        assertThat(causes()).singleElement().asString().contains("lines");
    }

    @Test
    void aPaymentWithoutItsTimeIsParkedAndNoRevenueIsLost() {
        var history = paidHistory();
        log.publish(history.get(0));
        log.append(withBody(history.get(1), "\"at\":", "\"at_\":"));
        log.publish(history.get(1));
        take();

        assertThat(versionOf(history)).isEqualTo(1);
        assertThat(causes()).singleElement().asString().contains("'at'");

        var letters = TestDatabase.deadLetters(jdbi);
        letters.discard(letters.page(null, 1, null).getFirst(), new Request("ann", "sent again whole", false));
        assertThat(measures()).isEqualTo(expected(List.of(history.subList(0, 2))));
    }

    @Test
    void anUnknownSchemaVersionIsParkedAndNeverReadAsVersionOne() {
        var history = histories.longOrder();
        var known = log.publish(history.getFirst());
        var headers = known.headers().stream()
                .map(it -> it.key().equals("ce_dataschema")
                        ? new RecordHeader(
                                it.key(),
                                new String(it.value(), StandardCharsets.UTF_8)
                                        .replace(".v1.", ".v2.")
                                        .getBytes(StandardCharsets.UTF_8))
                        : it)
                .toList();
        var other = histories.longOrder().getFirst();
        log.append(new ReceivedRecord(
                known.from(),
                0,
                other.at(),
                other.orderId().toString().getBytes(StandardCharsets.UTF_8),
                headers,
                ContractJson.encode(other)));
        take();

        assertThat(causes())
                .singleElement()
                .asString()
                .contains("ce_dataschema")
                .contains(".v2.json");
    }

    private ReceivedRecord withBody(OrderEvent event, String old, String changed) {
        var whole = new EventLog(random, 1).publish(event);
        var body = new String(whole.body(), StandardCharsets.UTF_8).replace(old, changed);
        return new ReceivedRecord(
                whole.from(), 0, event.at(), whole.keyBytes(), whole.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private ReceivedRecord bare(@Nullable String key, byte @Nullable [] body) {
        return new ReceivedRecord(
                log.partitions().getFirst(),
                0,
                java.time.Instant.EPOCH,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                List.of(),
                body);
    }

    private List<OrderEvent> paidHistory() {
        while (true) {
            var history = histories.longOrder();
            if (history.get(1) instanceof OrderEvent.OrderPaid) {
                return history;
            }
        }
    }

    private List<String> causes() {
        return jdbi.withHandle(it -> it.createQuery("select cause from parked_event where cause is not null")
                .mapTo(String.class)
                .list());
    }

    private void take() {
        var intake = new Intake(jdbi);
        intake.claim(log.partitions());
        intake.take(log.from(log.partitions().getFirst(), 0, 1_000));
    }

    private int versionOf(List<OrderEvent> history) {
        return jdbi.withHandle(it -> it.createQuery("select version from order_fact where order_id = :id")
                .bind("id", history.getFirst().orderId())
                .mapTo(Integer.class)
                .one());
    }

    private List<String> parked() {
        return jdbi.withHandle(
                it -> it.createQuery("select record_offset || ' ' || attempts from parked_event order by record_offset")
                        .mapTo(String.class)
                        .list());
    }

    private Map<String, String> measures() {
        return Expected.read(jdbi, "select * from measure");
    }

    private static Map<String, String> expected(List<List<OrderEvent>> histories) {
        return Expected.measures(histories.stream().flatMap(List::stream).toList());
    }
}
