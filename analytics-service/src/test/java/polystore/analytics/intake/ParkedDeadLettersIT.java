package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.contracts.DeadLetterDecision.Outcome;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.deadletters.DeadLetter;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;
import polystore.platform.messaging.deadletters.DeadLetterStore.Result;

/// Operators replay and discard parked events, and the orders continue.
class ParkedDeadLettersIT {

    private static final Request REQUEST = new Request("ann", "mended", false);
    private static final Request DRY_RUN = new Request("ann", "mended", true);

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final ParkedDeadLetters letters = TestDatabase.deadLetters(jdbi);
    private final Random random = new Random(11);
    private final EventLog log = new EventLog(random, 1);
    private final OrderHistories histories = new OrderHistories(random);
    private final Intake intake = new Intake(jdbi);
    private int read;

    @Test
    void replayPutsTheEventsOfAnOrderBackInOrder() {
        var history = histories.longOrder();
        publish(history.get(0), history.get(2), history.get(1));
        take();
        assertThat(letters.counts().letters()).isEqualTo(1);
        assertThat(letters.counts().waiting()).isEqualTo(1);
        assertThat(letters.counts().keys()).isEqualTo(1);
        assertThat(only().waiting()).isEqualTo(1);
        assertThat(only().cause()).isEqualTo("version 3 cannot follow version 1");

        assertThat(letters.replay(only(), DRY_RUN)).isEqualTo(new Result(2, 0, null));
        assertThat(versionOf(history)).isEqualTo(1);
        assertThat(letters.replay(only(), REQUEST)).isEqualTo(new Result(2, 0, null));

        assertThat(versionOf(history)).isEqualTo(3);
        assertThat(measures()).isEqualTo(expected(history.subList(0, 3)));
        assertThat(letters.page(null, 10, null)).isEmpty();
        assertThat(letters.decisions(10)).singleElement().satisfies(it -> {
            assertThat(it.outcome()).isEqualTo(Outcome.REPLAYED);
            assertThat(it.by()).isEqualTo("ann");
            assertThat(it.reason()).isEqualTo("mended");
            assertThat(it.key()).isEqualTo(key(history));
            assertThat(it.letter().offset()).isEqualTo(1);
        });
    }

    /// Its age and its dead-letter event stay as they were.
    @Test
    void aReplayThatCanApplyNothingChangesNothing() {
        var history = histories.longOrder();
        publish(history.get(0), history.get(2));
        take();
        var before = only();
        jdbi.useHandle(
                it -> it.execute("update parked_event set announced = true, parked_at = now() - interval '1 h'"));

        assertThat(letters.replay(before, REQUEST)).isEqualTo(new Result(0, 1, "version 3 cannot follow version 1"));

        assertThat(only().at()).isBefore(before.at());
        assertThat(letters.decisions(10)).isEmpty();
        var announced = jdbi.withHandle(it -> it.createQuery("select bool_and(announced)::text from parked_event")
                .mapTo(String.class)
                .one());
        assertThat(announced).isEqualTo("true");
    }

    @Test
    void theEventsBehindADiscardedOneGoOn() {
        var history = histories.longOrder();
        publish(history.get(0));
        log.append(EventLog.unreadable(history.get(1)));
        publish(history.get(2), history.get(3));
        take();

        assertThat(letters.discard(only(), DRY_RUN)).isEqualTo(new Result(2, 0, null));
        assertThat(versionOf(history)).isEqualTo(1);
        assertThat(letters.discard(only(), REQUEST)).isEqualTo(new Result(2, 0, null));

        assertThat(versionOf(history)).isEqualTo(4);
        assertThat(letters.counts().letters()).isZero();
        assertThat(letters.decisions(10)).extracting(it -> it.outcome()).containsExactly(Outcome.DISCARDED);
    }

    @Test
    void anEventThatComesAfterTheDiscardIsAppliedButALaterGapIsParked() {
        var history = histories.longOrder();
        publish(history.get(0));
        log.append(EventLog.unreadable(history.get(1)));
        take();
        letters.discard(only(), REQUEST);

        publish(history.get(2));
        take();
        assertThat(versionOf(history)).isEqualTo(3);

        jdbi.useHandle(it -> it.execute("update order_fact set version = 1"));
        publish(history.get(3));
        take();
        assertThat(only().cause()).isEqualTo("version 4 cannot follow version 1");
    }

    /// The record was none of the order's events.
    @Test
    void discardingARecordThatIsNoEventLosesNoEvent() {
        var history = histories.longOrder();
        publish(history.get(0));
        log.append(EventLog.unreadable(history.get(1)));
        take();
        letters.discard(only(), REQUEST);

        publish(history.get(1), history.get(2));
        take();

        assertThat(versionOf(history)).isEqualTo(3);
        assertThat(measures()).isEqualTo(expected(history.subList(0, 3)));
    }

    @Test
    void pagesLettersOfAllOrdersOrOfOne() {
        var one = histories.longOrder();
        var other = histories.longOrder();
        publish(one.get(0));
        log.append(EventLog.unreadable(one.get(1)));
        publish(other.get(0), other.get(2));
        take();

        var first = letters.page(null, 1, null);
        var second = letters.page(first.getFirst().id(), 5, null);

        assertThat(first)
                .singleElement()
                .satisfies(it -> assertThat(it.record().key()).isEqualTo(key(one)));
        assertThat(second)
                .singleElement()
                .satisfies(it -> assertThat(it.record().key()).isEqualTo(key(other)));
        assertThat(letters.page(null, 5, key(other))).hasSize(1);
        assertThat(letters.find(second.getFirst().id())).isPresent();
    }

    /// Records without a key are independent: discarding one touches no other.
    @Test
    void recordsWithoutAKeyAreDiscardedOneByOne() {
        log.append(new ReceivedRecord(
                log.partitions().getFirst(), 0, java.time.Instant.EPOCH, null, List.of(), new byte[] {1}));
        log.append(new ReceivedRecord(
                log.partitions().getFirst(), 0, java.time.Instant.EPOCH, null, List.of(), new byte[] {2}));
        take();
        var page = letters.page(null, 10, null);

        assertThat(letters.replay(page.getFirst(), REQUEST)).isEqualTo(new Result(0, 1, "the record has no key"));
        letters.discard(page.getFirst(), REQUEST);

        assertThat(only().record().body()).containsExactly(2);
    }

    private DeadLetter only() {
        return letters.page(null, 10, null).stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one letter");
                })
                .orElseThrow();
    }

    private void publish(OrderEvent... events) {
        for (var event : events) {
            log.publish(event);
        }
    }

    private void take() {
        if (read == 0) {
            intake.claim(log.partitions());
        }
        var records = log.from(log.partitions().getFirst(), read, 1_000);
        read += records.size();
        intake.take(records);
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

    private Map<String, String> measures() {
        return Expected.read(jdbi, "select * from measure");
    }

    private static Map<String, String> expected(List<OrderEvent> events) {
        return Expected.measures(events);
    }
}
