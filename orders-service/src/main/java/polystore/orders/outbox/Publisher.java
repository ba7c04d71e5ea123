package polystore.orders.outbox;

import java.util.List;
import java.util.Map;

/// Where the relay sends rows.
public interface Publisher {

    /// Sends rows and waits until every one is acknowledged; never has two of one aggregate under way.
    ///
    /// @return the rows that can never be accepted, with the reason; they, and what follows for their
    ///     aggregates, were not sent
    /// @throws UnavailableException when it is not known whether all arrived: send all again later
    Map<OutboxEntry, String> publish(List<OutboxEntry> entries) throws UnavailableException, InterruptedException;

    /// The receiving side is away or too slow.
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
