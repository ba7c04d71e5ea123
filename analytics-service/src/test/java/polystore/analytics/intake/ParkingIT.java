package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.analytics.kafka.Received;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderPlaced;

/// A poisoned event stops only its own order.
class ParkingIT {

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final Random random = new Random(7);
    private final EventLog log = new EventLog(random, 1);
    private final OrderHistories histories = new OrderHistories(random);

    @Test
    void anUnreadableEventParksItselfAndWhatComesBehindItOfTheSameOrder() {
        var stopped = longHistory();
        var flowing = longHistory();
        log.publish(stopped.getFirst());
        log.publish(flowing.getFirst());
        log.append(unreadable(stopped.getFirst()));
        log.publish(flowing.get(1));
        log.publish(stopped.get(1));
        take();

        assertThat(versionOf(stopped)).isEqualTo(1);
        assertThat(versionOf(flowing)).isEqualTo(2);
        assertThat(parked()).containsExactly("2 1", "4 0");
        assertThat(measures()).isEqualTo(expected(List.of(stopped.subList(0, 1), flowing.subList(0, 2))));
    }

    @Test
    void aGapIsParkedAndReplayPutsTheEventsBackInOrder() {
        var history = longHistory();
        log.publish(history.get(0));
        log.publish(history.get(2));
        log.publish(history.get(1));
        take();
        assertThat(versionOf(history)).isEqualTo(1);

        var replayed = TestDatabase.replayParked(jdbi).handle(Topics.ORDERS_EVENTS, key(history));

        assertThat(replayed).isEqualTo(new ReplayParked.Replayed(2, 0));
        assertThat(versionOf(history)).isEqualTo(3);
        assertThat(measures()).isEqualTo(expected(List.of(history.subList(0, 3))));
    }

    @Test
    void whatReplayCannotApplyStaysParkedWithItsCause() {
        var history = longHistory();
        log.publish(history.get(0));
        log.publish(history.get(2));
        take();

        assertThat(TestDatabase.replayParked(jdbi).handle(Topics.ORDERS_EVENTS, key(history)))
                .isEqualTo(new ReplayParked.Replayed(1, 1));
        var cause = jdbi.withHandle(it -> it.createQuery("select cause from parked_event")
                .mapTo(String.class)
                .one());
        assertThat(cause).isEqualTo("version 3 came after version 1");
    }

    /// PostgreSQL refuses the value, and with it the whole statement: the halving has to find the one event.
    @Test
    void anEventThatTheDatabaseRefusesIsFoundAmongManyAndTriedThreeTimes() {
        var good = IntStream.range(0, 30).mapToObj(it -> histories.order()).toList();
        var bad = (OrderPlaced) longHistory().getFirst();
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
        var history = longHistory();
        log.append(unreadable(history.getFirst()));
        log.publish(history.getFirst());
        take();
        var deadLetters = new PostgresDeadLetters();

        var first = jdbi.inTransaction(transaction -> {
            var found = deadLetters.unannounced(transaction, 10);
            deadLetters.announced(transaction, found);
            return found;
        });
        assertThat(first).singleElement().satisfies(it -> {
            assertThat(it.cause()).contains("ce_id");
            assertThat(it.attempts()).isEqualTo(1);
            assertThat(it.record().body()).isEqualTo("{".getBytes(StandardCharsets.UTF_8));
        });
        var again = jdbi.inTransaction(transaction -> deadLetters.unannounced(transaction, 10));
        assertThat(again).isEmpty();
    }

    @Test
    void recordsWithoutKeyBodyOrSenseDoNotStopTheTopic() {
        var from = log.partitions().getFirst();
        log.append(new Received(from, 0, log.publish(longHistory().getFirst()).publishedAt(), "", Map.of(), null));
        log.append(new Received(from, 0, java.time.Instant.EPOCH, "zero\0key", Map.of("ce_id", "\0"), new byte[] {0}));
        var good = longHistory();
        log.publish(good.getFirst());
        take();

        assertThat(versionOf(good)).isEqualTo(1);
        assertThat(parked()).containsExactly("1 1", "2 1");
    }

    private void take() {
        var positions = new PostgresPositions();
        Map<TopicPartition, Long> generations = new HashMap<>();
        jdbi.inTransaction(transaction -> positions.claim(
                        transaction, log.partitions().stream().collect(Collectors.toMap(it -> it, it -> 0L))))
                .forEach((partition, claim) -> generations.put(partition, claim.generation()));
        TestDatabase.takeEvents(jdbi).handle(log.from(log.partitions().getFirst(), 0, 1_000), generations);
    }

    private List<OrderEvent> longHistory() {
        while (true) {
            var history = histories.order();
            if (history.size() >= 4) {
                return history;
            }
        }
    }

    private Received unreadable(OrderEvent event) {
        return new Received(
                log.partitions().getFirst(),
                0,
                event.at(),
                event.orderId().toString(),
                Map.of(),
                "{".getBytes(StandardCharsets.UTF_8));
    }

    private static String key(List<OrderEvent> history) {
        return history.getFirst().orderId().toString();
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
