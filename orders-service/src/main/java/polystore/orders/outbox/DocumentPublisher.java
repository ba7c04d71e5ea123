package polystore.orders.outbox;

import java.util.List;

/// Publishes the documents of changed orders.
@FunctionalInterface
public interface DocumentPublisher {

    /// Publishes the documents of the orders of these rows, read from a snapshot that includes the rows' transactions.
    ///
    /// @throws Publisher.UnavailableException when some may not have arrived: publish all again later
    void publish(List<OutboxEntry> touched) throws Publisher.UnavailableException, InterruptedException;
}
