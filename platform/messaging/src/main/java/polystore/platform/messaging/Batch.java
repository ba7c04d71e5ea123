package polystore.platform.messaging;

import java.util.List;
import polystore.platform.messaging.Decoded.Ignored;
import polystore.platform.messaging.Decoded.Message;
import polystore.platform.messaging.Decoded.Rejected;

/// The records of one poll, or a part of them.
///
/// @param decoded in order within each partition, never empty
public record Batch<T>(List<Decoded<T>> decoded) {

    /// Decodes records; a record that cannot be decoded or has no key is rejected.
    public static <T> Batch<T> decode(List<ReceivedRecord> records, Decoder<T> decoder) {
        return new Batch<>(
                records.stream().map(record -> decode(record, decoder)).toList());
    }

    private static <T> Decoded<T> decode(ReceivedRecord record, Decoder<T> decoder) {
        if (record.keyBytes() == null) {
            return new Rejected<>(record, "the record has no key", 1);
        }
        try {
            var value = decoder.decode(record);
            return value == null ? new Ignored<>(record) : new Message<>(record, value);
        } catch (RuntimeException e) {
            return new Rejected<>(record, BatchProcessor.reason(e), 1);
        }
    }

    public List<ReceivedRecord> records() {
        return decoded.stream().map(Decoded::record).toList();
    }

    public List<Message<T>> messages() {
        return decoded.stream()
                .filter(Message.class::isInstance)
                .map(it -> (Message<T>) it)
                .toList();
    }

    public List<Rejected<T>> rejected() {
        return decoded.stream()
                .filter(Rejected.class::isInstance)
                .map(it -> (Rejected<T>) it)
                .toList();
    }

    int size() {
        return decoded.size();
    }

    Batch<T> part(int from, int to) {
        return new Batch<>(decoded.subList(from, to));
    }
}
