package polystore.orders.documents;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import polystore.contracts.ContractJson;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Envelope;
import polystore.contracts.Mark;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderDocument;
import polystore.orders.outbox.OutboxEntry;
import polystore.orders.outbox.Publisher;
import polystore.orders.outbox.Publisher.UnavailableException;
import polystore.orders.time.Now;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.KafkaUnavailableException;
import polystore.platform.messaging.RecordSender;
import polystore.platform.persistence.SqlFaults;
import polystore.transformers.turnstile.Ticketed;
import polystore.transformers.turnstile.Turnstile;

/// Publishes the document of every order that an event touched, as it is in a snapshot that sees the event's change.
///
/// An order whose rows make no document, or whose document Kafka refuses, holds up neither the events nor the other
/// documents: it goes to the dead-letter topic by its id, with the cause, and is counted
/// (`polystore.orders.documents.refused`). The document is state: the order's next event publishes it again, and
/// `transform verify` finds it until then.
@ApplicationScoped
public class OrderDocumentsRelay {

    private static final Logger LOG = Logger.getLogger(OrderDocumentsRelay.class);
    /// Enough to say what is wrong, whatever a driver adds to it.
    private static final int CAUSE_CHARS_MAX = 1_000;
    /// Everybody who takes tickets for order documents queues here; the number is arbitrary but fixed.
    private static final long LOCK_KEY = 0x6f72_6465_7273L;

    private final Turnstile turnstile;
    private final RecordSender<String> sender;
    private final TimeBasedEpochGenerator ids;
    private final Now now;
    private final Counter refused;

    public OrderDocumentsRelay(
            AgroalDataSource pool,
            Producer<String, byte[]> producer,
            TimeBasedEpochGenerator ids,
            Now now,
            MeterRegistry meters) {
        this.turnstile = new Turnstile(pool, "public.document_ticket", LOCK_KEY);
        this.sender = new RecordSender<>(producer);
        this.ids = ids;
        this.now = now;
        this.refused = meters.counter("polystore.orders.documents.refused");
    }

    /// A publisher that sends the events first and then the documents of their orders; both are acknowledged
    /// before it returns.
    public Publisher behind(Publisher events) {
        return entries -> {
            Map<OutboxEntry, String> refused = events.publish(entries);
            if (!entries.isEmpty()) {
                send(recompute(entries));
            }
            return refused;
        };
    }

    /// @param refused by order, where its rows make no document
    private record Recomputed(List<OrderDocument> documents, Map<UUID, String> refused) {}

    private Recomputed recompute(List<OutboxEntry> touched) throws UnavailableException {
        var roots = touched.stream().map(OutboxEntry::aggregate).distinct().toList();
        // Replayed rows were committed long ago, and have no transaction id any more.
        var xids = touched.stream()
                .mapToLong(OutboxEntry::xid)
                .filter(xid -> xid > 0)
                .distinct()
                .toArray();
        try {
            return new Recomputed(read(xids, roots), Map.of());
        } catch (RuntimeException e) {
            throwIfAway(e);
            return oneByOne(xids, roots);
        }
    }

    /// Finds the order whose rows make no document: in a snapshot of its own each, for a statement that failed has
    /// ended its snapshot.
    private Recomputed oneByOne(long[] xids, List<UUID> roots) throws UnavailableException {
        var documents = new ArrayList<OrderDocument>();
        var faults = new LinkedHashMap<UUID, String>();
        for (var root : roots) {
            try {
                documents.addAll(read(xids, List.of(root)));
            } catch (RuntimeException e) {
                throwIfAway(e);
                faults.put(root, SqlFaults.reason(e));
            }
        }
        return new Recomputed(documents, faults);
    }

    private static void throwIfAway(RuntimeException e) throws UnavailableException {
        if (SqlFaults.isUnavailable(e)) {
            throw new UnavailableException("orders could not be read", e);
        }
    }

    private List<OrderDocument> read(long[] xids, List<UUID> roots) throws UnavailableException {
        try {
            var unmarked = new Mark(0, OrderRowsToDocument.MAPPING);
            return marked(turnstile.read(xids, snapshot -> OrderRowsToDocument.read(snapshot, roots, unmarked)));
        } catch (SQLException e) {
            throw new UnavailableException("orders could not be read", e);
        }
    }

    private static List<OrderDocument> marked(Ticketed<List<OrderDocument>> read) {
        var mark = new Mark(read.ticket(), OrderRowsToDocument.MAPPING);
        return read.value().stream().map(document -> document.with(mark)).toList();
    }

    private void send(Recomputed recomputed) throws UnavailableException, InterruptedException {
        var records = new LinkedHashMap<UUID, ProducerRecord<String, byte[]>>();
        recomputed.documents().forEach(document -> records.put(document.orderId(), toRecord(document)));
        var faults = new LinkedHashMap<>(recomputed.refused());
        try {
            faults.putAll(sender.send(records));
            sendDeadLetters(faults);
        } catch (KafkaUnavailableException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private void sendDeadLetters(Map<UUID, String> faults) throws InterruptedException {
        var letters = new LinkedHashMap<UUID, ProducerRecord<String, byte[]>>();
        faults.forEach((order, cause) -> {
            refused.increment();
            LOG.errorf("Order %s has no published document: %s", order, cause);
            letters.put(order, deadLetter(order, cause));
        });
        sender.send(letters)
                .forEach((order, refusal) -> LOG.errorf("Kafka refuses to hear of order %s: %s", order, refusal));
    }

    /// There is no record that could not be read, so there is no partition and no offset of one, and no body.
    private static ProducerRecord<String, byte[]> deadLetter(UUID order, String cause) {
        var shortened = cause.substring(0, Math.min(cause.length(), CAUSE_CHARS_MAX));
        var letter = new ProducerRecord<String, byte[]>(
                Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS), order.toString(), null);
        new DeadLetterHeaders(Topics.ORDERS_DOCUMENTS, -1, -1, shortened, 1)
                .headers()
                .forEach((name, value) -> letter.headers().add(name, value));
        return letter;
    }

    private ProducerRecord<String, byte[]> toRecord(OrderDocument document) {
        var key = document.orderId().toString();
        var body = ContractJson.encode(document);
        return EnvelopeRecords.write(
                Topics.ORDERS_DOCUMENTS,
                new Envelope(ids.generate(), OrderDocument.TYPE, "/orders", now.instant(), key, null, body));
    }
}
