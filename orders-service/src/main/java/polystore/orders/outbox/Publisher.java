package polystore.orders.outbox;

import java.util.List;
import java.util.Map;

/// Sends the relay's rows.
public interface Publisher {

    /// Sends rows and waits until all are acknowledged; never has two rows of one aggregate in flight.
    ///
    /// @return the refused rows with the reason; they and later rows of their aggregates were not sent
    /// @throws UnavailableException when some rows may not have arrived: send all again later
    Map<OutboxEntry, String> publish(List<OutboxEntry> entries) throws UnavailableException, InterruptedException;

    /// The receiver is unavailable or too slow.
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
