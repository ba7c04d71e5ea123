package polystore.analytics.rebuild;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import polystore.analytics.intake.KafkaCatchUp;
import polystore.analytics.intake.ParkedDeadLetters;
import polystore.analytics.intake.PostgresConsumedEvents;
import polystore.analytics.intake.PostgresDecisions;
import polystore.analytics.intake.PostgresOffsets;
import polystore.analytics.intake.PostgresParkedEvents;
import polystore.analytics.intake.PostgresParkedLetters;
import polystore.analytics.intake.ReplayParked;
import polystore.analytics.intake.TakeEvents;
import polystore.analytics.sales.MeasureEvents;
import polystore.analytics.sales.PostgresCustomerSketches;
import polystore.analytics.sales.PostgresFacts;
import polystore.analytics.sales.PostgresMeasures;
import polystore.analytics.sales.PostgresStepDurations;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;
import polystore.platform.messaging.deadletters.LetterId;

/// A set of measures that is not live: filled from documents, kept up with the events, compared with the live set. The
/// statements are those of the service; the search path of the connection makes them write this set.
final class OtherSet implements AutoCloseable {

    private static final String TOPIC = Topics.ORDERS_EVENTS;
    /// A round of catching up that applied so few records leaves what arrived within a fraction of a second.
    private static final int NEAR = 500;

    private static final int PAGE = 100;

    private final String schema;
    private final Jdbi tables;
    private final Handle live;
    private final Handle reader;
    private final MeasureEvents measures;
    private final ParkedDeadLetters letters;
    private final KafkaCatchUp topic;

    OtherSet(PostgresSessions sessions, KafkaClients clients, String schema) {
        this.schema = schema;
        this.tables = sessions.application(schema, PostgresMeasureSets.LIVE);
        this.live = sessions.application(PostgresMeasureSets.LIVE).open();
        this.reader = sessions.reader().open();
        this.measures = new MeasureEvents(
                new PostgresFacts(),
                new PostgresMeasures(),
                new PostgresStepDurations(),
                new PostgresCustomerSketches());
        var offsets = new PostgresOffsets();
        var parked = new PostgresParkedEvents();
        var decisions = new PostgresDecisions();
        var parkedLetters = new PostgresParkedLetters();
        var takeEvents = new TakeEvents(tables, offsets, new PostgresConsumedEvents(), parked, measures);
        var replay = new ReplayParked(tables, offsets, parked, parkedLetters, decisions, takeEvents);
        this.letters = new ParkedDeadLetters(tables, parkedLetters, decisions, replay);
        this.topic = new KafkaCatchUp(clients, tables, takeEvents);
    }

    /// Adds orders that the set does not have, in one transaction.
    void add(List<OrderDocument> documents) {
        var returns = PostgresReturns.of(
                live,
                documents.stream().filter(DocumentEvents::hasSeveralReturns).toList());
        var events = new ArrayList<OrderEvent>();
        var deferred = new ArrayList<OrderDocument>();
        for (var document : documents) {
            var led = DocumentEvents.of(document, returns.getOrDefault(document.orderId(), Map.of()));
            events.addAll(led);
            if (led.size() < document.version()) {
                deferred.add(document);
            }
        }
        tables.useTransaction(transaction -> {
            measures.handle(transaction, events);
            PostgresDeferred.add(transaction, deferred);
        });
    }

    /// Begins a new set at the beginning of the topic. Records parked in the live set that are older are copied: the
    /// topic does not have them any more.
    void begin() {
        var starts = topic.begin();
        tables.useTransaction(transaction -> PostgresLiveLetters.copy(transaction, TOPIC, starts));
    }

    /// Continues a set at its offsets.
    ///
    /// @throws IllegalStateException when the topic no longer has the records after them
    void resume() {
        topic.begin();
    }

    /// Applies the events that the live set includes, until few are left, while the live consumer goes on.
    ///
    /// @return the number of records read
    long catchUp() {
        var read = 0L;
        long round;
        do {
            round = topic.readTo(target(PostgresLiveOffsets.of(live, TOPIC)));
            read += round;
        } while (round > NEAR);
        return read;
    }

    /// Applies parked records that a document or a later event has made applicable, and discards those that an operator
    /// has discarded in the live set.
    void settleDeadLetters() {
        var discarded = PostgresLiveLetters.discarded(live, TOPIC);
        var request = new Request("rebuild", "as in the live measures", false);
        @Nullable LetterId after = null;
        var page = letters.page(null, PAGE, null);
        while (!page.isEmpty()) {
            for (var letter : page) {
                if (discarded.contains(letter.id())) {
                    letters.discard(letter, request);
                } else {
                    letters.replay(letter, request);
                }
                after = letter.id();
            }
            page = letters.page(after, PAGE, null);
        }
    }

    /// Both sets as of the same offsets. The live consumer waits only until the snapshot is taken.
    PostgresComparison snapshot() {
        live.begin();
        try {
            topic.readTo(target(PostgresLiveOffsets.locked(live, TOPIC)));
            reader.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
            reader.begin();
            PostgresLiveOffsets.of(reader, TOPIC);
        } finally {
            live.rollback();
        }
        return new PostgresComparison(reader, schema);
    }

    void endSnapshot() {
        reader.rollback();
    }

    @Override
    public void close() {
        topic.close();
    }

    /// A partition that the live set has not begun is read to its end.
    private Map<Integer, Long> target(Map<Integer, Long> liveOffsets) {
        var target = new HashMap<Integer, Long>();
        topic.ends()
                .forEach((partition, end) ->
                        target.put(partition, Math.min(end, liveOffsets.getOrDefault(partition, end))));
        return target;
    }
}
