package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;

/// Computes a value from the rows of one snapshot.
@FunctionalInterface
public interface SnapshotReader<T> {

    /// @param snapshot in a REPEATABLE READ transaction that will be rolled back; neither commit nor close it, and
    ///     write nothing
    T read(Connection snapshot) throws SQLException;
}
