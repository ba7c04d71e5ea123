package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;

/// The operations that [Turnstile] needs from a database: [PostgresSnapshots] in production, a simulated one in
/// tests of the protocol.
public interface SnapshotSource {

    /// @throws IllegalStateException when tickets of this source would not be in order
    Session open() throws SQLException;

    /// The session of one reader: [#drawTicket], then [#takeSnapshot], then [#rollback]; may be repeated after the
    /// rollback.
    interface Session extends AutoCloseable {

        /// Takes the lock and draws a ticket that is never issued again, even after a crash.
        long drawTicket() throws SQLException;

        /// Takes a snapshot and releases the lock.
        ///
        /// @return whether the snapshot includes all these transactions
        boolean takeSnapshot(long[] changedXids) throws SQLException;

        /// The connection of the snapshot, valid between [#takeSnapshot] and [#rollback].
        Connection connection();

        void rollback() throws SQLException;

        /// Ends the transaction and releases the lock if it is still held.
        @Override
        void close() throws SQLException;
    }
}
