package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;

/// Computes a value from the rows of one snapshot.
@FunctionalInterface
public interface SnapshotReader<T> {

    /// @param snapshot in a REPEATABLE READ transaction that is rolled back afterwards; must not be committed,
    /// closed or written to
    T read(Connection snapshot) throws SQLException;
}
