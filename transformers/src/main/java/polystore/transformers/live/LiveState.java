package polystore.transformers.live;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// How far a mapping is followed to a target, kept in the source. A position is stored here before the slot is told, so
/// a slot that is further was created again or moved by another program.
final class LiveState implements AutoCloseable {

    private static final int NAME_MAX = 40;

    private static final String ADD = """
            insert into polystore.live (slot, mapping, target) values (?, ?, ?) on conflict (mapping, target) do nothing
            """;

    private static final String LOAD =
            "select publication, signature, confirmed::text, reconcile from polystore.live where mapping = ? and target = ?";

    private static final String WHERE = " where mapping = ? and target = ?";

    private final Connection connection;
    private final String mapping;
    private final String target;
    private final String slot;

    private LiveState(Connection connection, String mapping, String target) {
        this.connection = connection;
        this.mapping = mapping;
        this.target = target;
        this.slot = slot(mapping, target);
    }

    /// @param publication its version
    /// @param confirmed null before the slot was made
    /// @param reconcile whether all documents are to be recomputed
    record Stored(
            @Nullable String publication,
            @Nullable String signature,
            @Nullable LogSequenceNumber confirmed,
            boolean reconcile) {}

    /// @param connection that is its own from now on
    /// @throws FollowedElsewhereException while another process follows the same mapping to the same target
    static LiveState open(Connection connection, String mapping, String target) throws SQLException {
        var state = new LiveState(connection, mapping, target);
        try {
            state.lock();
            state.update(ADD, state.slot);
            return state;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// The name of the slot and of the publication.
    static String slot(String mapping, String target) {
        var crc = new CRC32();
        crc.update((mapping + " " + target).getBytes(StandardCharsets.UTF_8));
        var word = mapping.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return "polystore_" + word.substring(0, Math.min(word.length(), NAME_MAX)) + "_"
                + String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private void lock() throws SQLException {
        try (var set = connection.createStatement();
                var lock = connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            // What the slot is told must be stored, also when the server fails the next moment.
            set.execute("set synchronous_commit = on");
            lock.setString(1, slot);
            try (var row = lock.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new FollowedElsewhereException("another process follows " + mapping + " to " + target);
                }
            }
        }
    }

    Connection connection() {
        return connection;
    }

    String slot() {
        return slot;
    }

    Stored load() throws SQLException {
        try (var query = statement(LOAD, 0);
                var row = query.executeQuery()) {
            row.next();
            var confirmed = row.getString("confirmed");
            return new Stored(
                    row.getString("publication"),
                    row.getString("signature"),
                    confirmed == null ? null : LogSequenceNumber.valueOf(confirmed),
                    row.getBoolean("reconcile"));
        }
    }

    /// A slot and a publication were made, and changes are kept from this position.
    void made(String publication, LogSequenceNumber confirmed) throws SQLException {
        update(
                "update polystore.live set publication = ?, confirmed = ?::pg_lsn" + WHERE,
                publication,
                confirmed.asString());
    }

    /// Everything before this position is written, so nothing pauses it.
    void confirmed(LogSequenceNumber position, @Nullable Instant writtenAt) throws SQLException {
        var at = writtenAt == null ? null : OffsetDateTime.ofInstant(writtenAt, ZoneOffset.UTC);
        update(
                "update polystore.live set confirmed = ?::pg_lsn, written_at = coalesce(?::timestamptz, written_at),"
                        + " paused = null" + WHERE,
                position.asString(),
                at);
    }

    /// Every document is to be recomputed, from the first root; what an unfinished backfill wrote may be too old.
    ///
    /// @param slotIsLost whether its position means nothing any more
    void needReconcile(boolean slotIsLost) throws SQLException {
        update(
                "with discarded as (delete from polystore.backfill b using polystore.live l where b.mapping = l.mapping"
                        + " and b.target = l.target and b.finished_at is null and l.mapping = ? and l.target = ?)"
                        + " update polystore.live set reconcile = true, confirmed = case when ? then null else confirmed"
                        + " end" + WHERE,
                mapping,
                target,
                slotIsLost);
    }

    void reconciled(String signature) throws SQLException {
        update("update polystore.live set reconcile = false, signature = ?" + WHERE, signature);
    }

    void alarm(String message) throws SQLException {
        update("update polystore.live set alarm = ?, alarm_at = now()" + WHERE, message);
    }

    /// Without the lock, because it may be the lock that failed.
    static void paused(Connection connection, String mapping, String target, String cause) throws SQLException {
        new LiveState(connection, mapping, target).update("update polystore.live set paused = ?" + WHERE, cause);
    }

    private void update(String sql, @Nullable Object... values) throws SQLException {
        try (var update = statement(sql, values.length)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    /// @param before number of parameters before the names of the mapping and the target
    private PreparedStatement statement(String sql, int before) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setString(before + 1, mapping);
        statement.setString(before + 2, target);
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
