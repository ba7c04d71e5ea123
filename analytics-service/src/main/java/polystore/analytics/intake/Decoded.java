package polystore.analytics.intake;

import java.util.UUID;
import polystore.analytics.kafka.Received;
import polystore.contracts.Envelope;
import polystore.contracts.orders.OrderEvent;

/// A record as what it says, or as what is wrong with it.
public sealed interface Decoded {

    Received record();

    record Event(Received record, UUID id, OrderEvent event) implements Decoded {}

    record Undecodable(Received record, String cause) implements Decoded {}

    static Decoded of(Received record) {
        var body = record.body();
        if (body == null) {
            return new Undecodable(record, "the record has no body");
        }
        try {
            var envelope = Envelope.read(record.key(), record::header, body);
            var event = OrderEvent.decode(envelope.type(), body);
            return event.orderId().toString().equals(record.key())
                    ? new Event(record, envelope.id(), event)
                    : new Undecodable(record, "the key is not the event's orderId " + event.orderId());
        } catch (IllegalArgumentException | java.time.DateTimeException | NullPointerException e) {
            return new Undecodable(record, String.valueOf(e.getMessage()));
        }
    }
}
