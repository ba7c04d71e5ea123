package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;

/// What [Turnstile] needs of a database: [PostgresSnapshots] in production, a simulated one where its protocol is
/// tested.
public interface SnapshotSource {

    /// @throws IllegalStateException when tickets of this source could not be trusted
    Session open() throws SQLException;

    /// One reader's way to a snapshot: [#drawTicket], then [#takeSnapshot], then [#rollback]; after a rollback again.
    interface Session extends AutoCloseable {

        /// Takes the lock and draws a ticket that is never issued again, whatever crashes.
        long drawTicket() throws SQLException;

        /// Takes a snapshot and lets go of the lock.
        ///
        /// @return whether the snapshot sees all these transactions
        boolean takeSnapshot(long[] changedXids) throws SQLException;

        /// For reading from the snapshot, between [#takeSnapshot] and [#rollback].
        Connection connection();

        void rollback() throws SQLException;

        /// Lets go of everything, also of a lock that is still held.
        @Override
        void close() throws SQLException;
    }
}
