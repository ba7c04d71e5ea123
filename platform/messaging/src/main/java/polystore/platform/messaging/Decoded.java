package polystore.platform.messaging;

/// A record as what it says, or as what is wrong with it.
public sealed interface Decoded<T> {

    ReceivedRecord record();

    record Message<T>(ReceivedRecord record, T value) implements Decoded<T> {}

    /// A record that says nothing to this consumer.
    record Ignored<T>(ReceivedRecord record) implements Decoded<T> {}

    /// A record that this consumer cannot process, whenever it tries.
    ///
    /// @param cause for people
    /// @param attempts how often it was tried, at least 1
    record Rejected<T>(ReceivedRecord record, String cause, int attempts) implements Decoded<T> {}
}
