package polystore.analytics.intake;

import java.util.UUID;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.ReceivedRecord;

/// An order event with its id, by which a repetition is recognised.
///
/// @param id of the CloudEvent
record IdentifiedEvent(UUID id, OrderEvent event) {

    /// @throws IllegalArgumentException with the fault of the record
    static IdentifiedEvent decode(ReceivedRecord record) {
        var envelope = EnvelopeRecords.read(record);
        var event = OrderEvent.decode(envelope.type(), envelope.body());
        if (!event.orderId().toString().equals(record.key())) {
            throw new IllegalArgumentException("the key is not the event's orderId " + event.orderId());
        }
        return new IdentifiedEvent(envelope.id(), event);
    }
}
