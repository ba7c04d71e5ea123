package polystore.platform.messaging;

/// The result of decoding a record: its message, nothing, or the fault.
public sealed interface Decoded<T> {

    ReceivedRecord record();

    record Message<T>(ReceivedRecord record, T value) implements Decoded<T> {}

    /// A record that is irrelevant for this consumer.
    record Ignored<T>(ReceivedRecord record) implements Decoded<T> {}

    /// A record that this consumer can never process.
    ///
    /// @param cause as text for operators
    /// @param attempts number of attempts, at least 1
    record Rejected<T>(ReceivedRecord record, String cause, int attempts) implements Decoded<T> {}
}
