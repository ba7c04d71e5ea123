package polystore.orders.documents;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Mark;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderDocument;
import polystore.orders.outbox.OutboxEntry;
import polystore.orders.outbox.Publisher;
import polystore.orders.outbox.Publisher.UnavailableException;
import polystore.orders.outbox.Sending;
import polystore.orders.time.Now;
import polystore.transformers.turnstile.Ticketed;
import polystore.transformers.turnstile.Turnstile;

/// Publishes the document of every order that an event touched, as it is in a snapshot that sees the event's change.
///
/// A document that Kafka refuses is logged and counted (`polystore.orders.documents.refused`), and does not hold up
/// the others: it is state, so the order's next event publishes it again, and `transform verify` finds it until
/// then.
@ApplicationScoped
public class OrderDocumentsRelay {

    private static final Logger LOG = Logger.getLogger(OrderDocumentsRelay.class);
    private static final String TYPE = "polystore.orders.OrderDocument";
    /// Everybody who takes tickets for order documents queues here; the number is arbitrary but fixed.
    private static final long LOCK_KEY = 0x6f72_6465_7273L;

    private final Turnstile turnstile;
    private final Producer<String, byte[]> producer;
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
        this.producer = producer;
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

    private List<OrderDocument> recompute(List<OutboxEntry> touched) throws UnavailableException {
        var roots = touched.stream().map(OutboxEntry::aggregate).distinct().toList();
        var xids = touched.stream().mapToLong(OutboxEntry::xid).distinct().toArray();
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

    private void send(List<OrderDocument> documents) throws UnavailableException, InterruptedException {
        var sent = new LinkedHashMap<OrderDocument, Future<RecordMetadata>>();
        var sending = new Sending(producer);
        for (var document : documents) {
            sent.put(document, sending.send(toRecord(document)));
        }
        sending.flush();
        for (var document : sent.entrySet()) {
            var refusal = Sending.refusal(document.getValue());
            if (refusal != null) {
                refused.increment();
                LOG.errorf(
                        "The document of order %s stays unpublished: %s",
                        document.getKey().orderId(), refusal);
            }
        }
    }

    private ProducerRecord<String, byte[]> toRecord(OrderDocument document) {
        UUID id = document.orderId();
        var body = ContractJson.encode(document);
        var envelope = new Envelope(ids.generate(), TYPE, "/orders", now.instant(), id.toString(), null, body);
        var out = new ProducerRecord<>(Topics.ORDERS_DOCUMENTS, id.toString(), body);
        envelope.headers().forEach((name, value) -> out.headers().add(name, value));
        return out;
    }
}
