package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/// A logical replication slot as the server describes it.
///
/// @param lost whether the server removed changes that were not confirmed
/// @param confirmed position up to which changes are confirmed
record Slot(boolean lost, LogSequenceNumber confirmed) {

    private static final String FIND = """
            select plugin, database = current_database() as here, coalesce(wal_status, '') = 'lost' as lost,
                   coalesce(confirmed_flush_lsn, '0/0')::text as confirmed
              from pg_replication_slots where slot_name = ?
            """;

    private static final String MAKE = "select lsn::text from pg_create_logical_replication_slot(?, 'pgoutput')";

    private static final String DROP =
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?";

    /// @throws IllegalStateException when a slot of another kind has the name
    static Optional<Slot> find(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement(FIND)) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!row.getBoolean("here") || !"pgoutput".equals(row.getString("plugin"))) {
                    throw new IllegalStateException("The replication slot " + name
                            + " belongs to another database or plugin: drop it, or rename the mapping");
                }
                return Optional.of(
                        new Slot(row.getBoolean("lost"), LogSequenceNumber.valueOf(row.getString("confirmed"))));
            }
        }
    }

    /// Waits for the transactions that are running now.
    ///
    /// @return the position from which it has changes
    static LogSequenceNumber make(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement(MAKE)) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                row.next();
                return LogSequenceNumber.valueOf(row.getString(1));
            }
        }
    }

    /// Drops it if there is one.
    static void drop(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement(DROP)) {
            query.setString(1, name);
            query.execute();
        }
    }
}
