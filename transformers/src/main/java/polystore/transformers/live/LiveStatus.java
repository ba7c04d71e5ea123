package polystore.transformers.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a mapping is followed to a target.
///
/// @param followed whether a process is connected now
/// @param slot state of its replication slot: `reserved`, `extended`, `unreserved`, `lost` or `missing`
/// @param lagBytes of the log between what is written to the source and what is confirmed
/// @param writtenAt commit of the last transaction that was written
/// @param reconcile whether all documents are being recomputed, or are to be
/// @param paused the cause why nothing is written
/// @param alarm the last time that changes were missed
public record LiveStatus(
        boolean followed,
        String slot,
        long lagBytes,
        @Nullable Instant writtenAt,
        boolean reconcile,
        @Nullable String paused,
        @Nullable String alarm,
        @Nullable Instant alarmAt) {

    private static final String READ = """
            select coalesce(s.active, false) as active, coalesce(s.wal_status, 'missing') as slot,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(s.confirmed_flush_lsn, l.confirmed)), 0)::bigint
                       as lag,
                   l.written_at, l.reconcile, l.paused, l.alarm, l.alarm_at
              from polystore.live l left join pg_replication_slots s on s.slot_name = l.slot
             where l.mapping = ? and l.target = ?
            """;

    /// @return empty when it was never followed
    public static Optional<LiveStatus> read(Connection connection, String mapping, String target) throws SQLException {
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, mapping);
            query.setString(2, target);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(of(row)) : Optional.empty();
            }
        }
    }

    private static LiveStatus of(ResultSet row) throws SQLException {
        return new LiveStatus(
                row.getBoolean("active"),
                row.getString("slot"),
                row.getLong("lag"),
                instant(row, "written_at"),
                row.getBoolean("reconcile"),
                row.getString("paused"),
                row.getString("alarm"),
                instant(row, "alarm_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
