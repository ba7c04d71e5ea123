package polystore.orders.outbox;

import java.util.List;

/// Where the relay says which orders have changed.
@FunctionalInterface
public interface DocumentPublisher {

    /// Publishes the documents of the orders of these rows, each as a snapshot has it that sees the rows' transactions.
    ///
    /// @throws Publisher.UnavailableException when it is not known whether all arrived: publish all again later
    void publish(List<OutboxEntry> touched) throws Publisher.UnavailableException, InterruptedException;
}
