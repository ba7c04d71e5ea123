package polystore.platform.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import polystore.contracts.Envelope;
import polystore.platform.tracing.TraceParent;

/// Converts CloudEvents to Kafka records and back.
public final class EnvelopeRecords {

    private EnvelopeRecords() {}

    /// Begins a new trace when the event has none, so that every record can be followed.
    public static ProducerRecord<String, byte[]> write(String topic, Envelope envelope) {
        var record = new ProducerRecord<>(topic, envelope.key(), envelope.body());
        envelope.headers().forEach((name, value) -> record.headers().add(name, value));
        if (envelope.traceparent() == null) {
            record.headers().add(TraceParent.HEADER, TraceParent.random().getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }

    /// @throws IllegalArgumentException when the record is not a CloudEvent or has no body
    public static Envelope read(ReceivedRecord record) {
        var body = record.body();
        if (body == null) {
            throw new IllegalArgumentException("the record has no body");
        }
        return Envelope.read(record.key(), record::header, body);
    }

    /// As [#read], for a topic that carries one type.
    public static Envelope read(ReceivedRecord record, String type) {
        var envelope = read(record);
        if (!envelope.type().equals(type)) {
            throw new IllegalArgumentException(
                    "header ce_type is " + envelope.type() + ", but this topic carries " + type);
        }
        return envelope;
    }
}
