package polystore.analytics.documents;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.UuidRepresentation;
import polystore.contracts.ContractJson;
import polystore.contracts.orders.OrderDocument;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.ReceivedRecord;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.value.BsonEncoder;
import polystore.transformers.value.InstantForm;

/// An order document as a record of its topic: the key is its `_id`, `_m` names the snapshot it was read from. A
/// record without a body is a deletion and carries the ticket of the snapshot in a header.
final class DocumentRecord {

    /// The CloudEvents extension of a deletion.
    static final String TICKET_HEADER = "ce_ticket";

    /// orders-service stores whole milliseconds; a document with a finer time is rejected, because rounding would
    /// hide the fault.
    private static final BsonEncoder ENCODER = new BsonEncoder(InstantForm.DATE);

    private DocumentRecord() {}

    /// @throws IllegalArgumentException with the fault of the record
    static DocumentWrite read(ReceivedRecord record) {
        var key = UUID.fromString(record.key());
        var id = new BsonBinary(key, UuidRepresentation.STANDARD);
        if (record.body() == null) {
            return new DocumentWrite.Remove(id, ticket(record));
        }
        var envelope = EnvelopeRecords.read(record, OrderDocument.TYPE);
        var document = ContractJson.decode(envelope.body(), OrderDocument.class);
        if (!key.equals(document.orderId())) {
            throw new IllegalArgumentException("the key is not the document's orderId " + document.orderId());
        }
        var encoded = ENCODER.encode(document);
        encoded.remove("mark");
        encoded.remove("orderId");
        // Fields of a later mapping are not stored; so the document must not be marked with the later mapping
        // either.
        var mapping = Math.min(document.mark().m(), OrderDocument.MAPPING);
        return new DocumentWrite.Put(id, document.mark().v(), mapping, encoded);
    }

    private static long ticket(ReceivedRecord record) {
        var ticket = record.header(TICKET_HEADER);
        if (ticket == null) {
            throw new IllegalArgumentException(
                    "a deletion without the header " + TICKET_HEADER + ", so its age is unknown");
        }
        return Long.parseLong(new String(ticket, StandardCharsets.UTF_8));
    }
}
