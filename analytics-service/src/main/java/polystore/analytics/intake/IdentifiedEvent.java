package polystore.analytics.intake;

import java.time.Instant;
import java.util.UUID;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.ReceivedRecord;

/// An order event with its id, by which a repetition is recognised.
///
/// @param id of the CloudEvent
record IdentifiedEvent(UUID id, OrderEvent event) {

    /// The range of times that reports accept: an event outside would be counted where no report shows it.
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /// @throws IllegalArgumentException with the fault of the record
    static IdentifiedEvent decode(ReceivedRecord record) {
        var envelope = EnvelopeRecords.read(record);
        var event = OrderEvent.decode(envelope.type(), envelope.body());
        if (!event.orderId().toString().equals(record.key())) {
            throw new IllegalArgumentException("the key is not the event's orderId " + event.orderId());
        }
        if (event.at().isBefore(FIRST) || !event.at().isBefore(END)) {
            throw new IllegalArgumentException(
                    "at is " + event.at() + ", which is not between " + FIRST + " and " + END);
        }
        return new IdentifiedEvent(envelope.id(), event);
    }
}
