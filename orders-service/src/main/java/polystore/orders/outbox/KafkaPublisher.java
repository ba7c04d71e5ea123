package polystore.orders.outbox;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.KafkaUnavailableException;
import polystore.platform.messaging.RecordSender;

/// Sends outbox rows to `orders.events.v1`.
///
/// Sends in rounds with at most one row per order. With several rows of one order in flight, a batch that times
/// out while a later one arrives would reorder them, even with an idempotent producer.
@Singleton
public final class KafkaPublisher implements Publisher {

    private static final String SOURCE = "/orders";

    private final RecordSender<String> sender;

    public KafkaPublisher(Producer<String, byte[]> producer) {
        this.sender = new RecordSender<>(producer);
    }

    @Override
    public Map<OutboxEntry, String> publish(List<OutboxEntry> entries)
            throws UnavailableException, InterruptedException {
        var refused = new LinkedHashMap<OutboxEntry, String>();
        var blocked = new HashSet<UUID>();
        for (var rest = entries; !rest.isEmpty(); ) {
            var round = new ArrayList<OutboxEntry>();
            var later = new ArrayList<OutboxEntry>();
            var inRound = new HashSet<UUID>();
            rest.forEach(entry -> (inRound.add(entry.aggregate()) ? round : later).add(entry));
            send(round, blocked, refused);
            rest = later;
        }
        return refused;
    }

    private void send(List<OutboxEntry> round, Set<UUID> blocked, Map<OutboxEntry, String> refused)
            throws UnavailableException, InterruptedException {
        var records = new LinkedHashMap<OutboxEntry, ProducerRecord<String, byte[]>>();
        for (var entry : round) {
            if (blocked.contains(entry.aggregate())) {
                refused.put(entry, Relay.BEHIND);
            } else {
                records.put(entry, toRecord(entry));
            }
        }
        try {
            sender.send(records).forEach((entry, refusal) -> {
                refused.put(entry, refusal);
                blocked.add(entry.aggregate());
            });
        } catch (KafkaUnavailableException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ProducerRecord<String, byte[]> toRecord(OutboxEntry entry) {
        var body = entry.payload().getBytes(StandardCharsets.UTF_8);
        var key = entry.aggregate().toString();
        return EnvelopeRecords.write(
                Topics.ORDERS_EVENTS,
                new Envelope(entry.eventId(), entry.type(), SOURCE, entry.at(), key, entry.traceparent(), body));
    }
}
