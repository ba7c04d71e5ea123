package polystore.orders.documents;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderDocument;
import polystore.orders.outbox.DocumentPublisher;
import polystore.orders.outbox.OutboxEntry;
import polystore.orders.outbox.Publisher.UnavailableException;
import polystore.orders.time.Now;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.KafkaUnavailableException;
import polystore.platform.messaging.RecordSender;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.PlainJson;

/// Publishes the document of every order that has a new event, read from a snapshot that includes the change of
/// the event.
///
/// When an order cannot be converted to a document, or Kafka refuses the document, events and other documents are
/// still published. A dead letter with the order's id and the cause is sent and counted. The next event of the order
/// publishes the document again; until then
/// `transform verify` reports the difference.
///
/// Only the relay that leads calls it: documents of one order are then sent in the order of their tickets, and a
/// compacted topic, which keeps the last record of a key, keeps the newest one.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.orders.documents.computed` | | time to read the rows of a batch of orders and make documents of them |
/// | `polystore.orders.documents.published` | | documents acknowledged by Kafka, repetitions included |
/// | `polystore.orders.documents.refused` | | orders without a document, each with a dead letter |
@ApplicationScoped
public class OrderDocumentsRelay implements DocumentPublisher {

    private static final Logger LOG = Logger.getLogger(OrderDocumentsRelay.class);
    /// Limits the cause, to which drivers may add whole statements.
    private static final int CAUSE_CHARS_MAX = 1_000;

    private final PostgresOrderDocuments documents;
    private final RecordSender<String> sender;
    private final TimeBasedEpochGenerator ids;
    private final Now now;
    private final Timer computed;
    private final Counter published;
    private final Counter refused;

    public OrderDocumentsRelay(
            PostgresOrderDocuments documents,
            Producer<String, byte[]> producer,
            TimeBasedEpochGenerator ids,
            Now now,
            MeterRegistry meters) {
        this.documents = documents;
        this.sender = new RecordSender<>(producer);
        this.ids = ids;
        this.now = now;
        this.computed = meters.timer("polystore.orders.documents.computed");
        this.published = meters.counter("polystore.orders.documents.published");
        this.refused = meters.counter("polystore.orders.documents.refused");
    }

    /// Since the start of this instance.
    long published() {
        return (long) published.count();
    }

    /// Since the start of this instance.
    long refused() {
        return (long) refused.count();
    }

    @Override
    public void publish(List<OutboxEntry> touched) throws UnavailableException, InterruptedException {
        if (touched.isEmpty()) {
            return;
        }
        var computed = compute(touched);
        var traces = traces(touched);
        var records = new LinkedHashMap<UUID, ProducerRecord<String, byte[]>>();
        var faults = new LinkedHashMap<>(computed.refused());
        computed.puts().forEach((order, put) -> {
            try {
                records.put(order, toRecord(order, put, traces.get(order)));
            } catch (IllegalArgumentException e) {
                faults.put(order, String.valueOf(e.getMessage()));
            }
        });
        try {
            var refusals = sender.send(records);
            published.increment(records.size() - refusals.size());
            faults.putAll(refusals);
            sendDeadLetters(faults);
        } catch (KafkaUnavailableException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private PostgresOrderDocuments.Computed compute(List<OutboxEntry> touched) throws UnavailableException {
        var orders = touched.stream().map(OutboxEntry::aggregate).distinct().toList();
        var xids = touched.stream().mapToLong(OutboxEntry::xid).distinct().toArray();
        var start = Timer.start();
        try {
            return documents.compute(orders, xids);
        } catch (SQLException e) {
            throw new UnavailableException("orders could not be read", e);
        } finally {
            start.stop(computed);
        }
    }

    private void sendDeadLetters(Map<UUID, String> faults) throws InterruptedException {
        var letters = new LinkedHashMap<UUID, ProducerRecord<String, byte[]>>();
        faults.forEach((order, cause) -> {
            refused.increment();
            LOG.errorf("The document of order %s is not published: %s", order, cause);
            letters.put(order, deadLetter(order, cause));
        });
        sender.send(letters)
                .forEach((order, refusal) ->
                        LOG.errorf("Kafka refuses the dead letter of order %s: %s", order, refusal));
    }

    /// A dead letter without partition, offset and body, because there is no source record.
    private static ProducerRecord<String, byte[]> deadLetter(UUID order, String cause) {
        var shortened = cause.substring(0, Math.min(cause.length(), CAUSE_CHARS_MAX));
        var letter = new ProducerRecord<String, byte[]>(
                Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS), order.toString(), null);
        new DeadLetterHeaders(Topics.ORDERS_DOCUMENTS, -1, -1, shortened, 1)
                .headers()
                .forEach((name, value) -> letter.headers().add(name, value));
        return letter;
    }

    /// The trace context of the newest event of each order that has one.
    private static Map<UUID, String> traces(List<OutboxEntry> touched) {
        var traces = new HashMap<UUID, String>();
        for (var entry : touched) {
            if (entry.traceparent() != null) {
                traces.put(entry.aggregate(), entry.traceparent());
            }
        }
        return traces;
    }

    /// Decodes the body as every consumer does, so that a body that consumers would refuse is refused before it is
    /// sent.
    private ProducerRecord<String, byte[]> toRecord(UUID order, DocumentWrite.Put put, @Nullable String trace) {
        var body = PlainJson.of(put, "orderId");
        ContractJson.decode(body, OrderDocument.class);
        return EnvelopeRecords.write(
                Topics.ORDERS_DOCUMENTS,
                new Envelope(
                        ids.generate(), OrderDocument.TYPE, "/orders", now.instant(), order.toString(), trace, body));
    }
}
