package polystore.transformers.backfill;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;

/// The backfills of a source: at most one is unfinished for a mapping and a target.
public final class Backfills {

    private static final String OPEN = """
            insert into polystore.backfill (mapping, version, target, roots) values (?, ?, ?, ?)
            on conflict (mapping, target) where finished_at is null do nothing returning id
            """;

    private static final String UNFINISHED =
            "select id, version from polystore.backfill where mapping = ? and target = ? and finished_at is null";

    private static final String ADD_RANGE =
            "insert into polystore.backfill_range (backfill, position, after_key, up_to) values (?, ?, ?, ?)";

    private static final String DISCARD =
            "delete from polystore.backfill where mapping = ? and target = ? and finished_at is null";

    private static final String DISCARD_OF_OTHER_VERSION = """
            delete from polystore.backfill where mapping = ? and target = ? and finished_at is null and version <> ?
            """;

    private static final String PAUSE =
            "update polystore.backfill set paused = ? where mapping = ? and target = ? and finished_at is null";

    /// Who works on it holds a lock of two numbers, the first of which belongs to it.
    private static final String STATUS = """
            select b.id, b.roots, b.paused, b.finished_at is not null as finished, count(*) as ranges,
                   count(*) filter (where r.done) as done, coalesce(sum(r.written), 0) as written,
                   coalesce(sum(r.dead_letters), 0) as dead_letters,
                   (select count(*) from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
                       and l.classid::bigint = b.id + ?
                       and l.database = (select oid from pg_database where datname = current_database())) as workers
              from polystore.backfill b join polystore.backfill_range r on r.backfill = b.id
             where b.mapping = ? and b.target = ?
             group by b.id order by b.id desc limit 1
            """;

    private Backfills() {}

    /// @param id of the backfill
    /// @param isNew whether none was unfinished
    record Opened(int id, boolean isNew) {}

    /// Goes on with the unfinished backfill of a target, or begins one. That of another version of the mapping is
    /// discarded.
    static Opened open(Connection connection, String mapping, int version, String target, RangeBounds.Divided divided)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var discard = connection.prepareStatement(DISCARD_OF_OTHER_VERSION)) {
            discard.setString(1, mapping);
            discard.setString(2, target);
            discard.setInt(3, version);
            discard.executeUpdate();
            var id = insert(connection, mapping, version, target, divided);
            var opened = id.isPresent()
                    ? new Opened(id.get(), true)
                    : new Opened(
                            unfinished(connection, mapping, version, target).orElseThrow(), false);
            connection.commit();
            return opened;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// @return nothing when the last one is finished, or of another version of the mapping
    static Optional<Integer> unfinished(Connection connection, String mapping, int version, String target)
            throws SQLException {
        try (var query = connection.prepareStatement(UNFINISHED)) {
            query.setString(1, mapping);
            query.setString(2, target);
            try (var row = query.executeQuery()) {
                return row.next() && row.getInt("version") == version
                        ? Optional.of(row.getInt("id"))
                        : Optional.empty();
            }
        }
    }

    /// Forgets what is not finished, and with it how far it was.
    static void discard(Connection connection, String mapping, String target) throws SQLException {
        try (var delete = connection.prepareStatement(DISCARD)) {
            delete.setString(1, mapping);
            delete.setString(2, target);
            delete.executeUpdate();
        }
    }

    private static Optional<Integer> insert(
            Connection connection, String mapping, int version, String target, RangeBounds.Divided divided)
            throws SQLException {
        try (var insert = connection.prepareStatement(OPEN)) {
            insert.setString(1, mapping);
            insert.setInt(2, version);
            insert.setString(3, target);
            insert.setLong(4, divided.roots());
            try (var row = insert.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                addRanges(connection, row.getInt(1), divided.ranges());
                return Optional.of(row.getInt(1));
            }
        }
    }

    private static void addRanges(Connection connection, int id, List<KeyRange> ranges) throws SQLException {
        try (var add = connection.prepareStatement(ADD_RANGE)) {
            for (var i = 0; i < ranges.size(); i++) {
                add.setInt(1, id);
                add.setInt(2, i);
                add.setArray(3, array(connection, ranges.get(i).after()));
                add.setArray(4, array(connection, ranges.get(i).upTo()));
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    static @Nullable Array array(Connection connection, @Nullable RootKey key) throws SQLException {
        return key == null ? null : connection.createArrayOf("text", key.parts().toArray());
    }

    /// Lets the workers of an unfinished backfill wait, or go on.
    ///
    /// @return whether there is one
    public static boolean pause(Connection connection, String mapping, String target, boolean paused)
            throws SQLException {
        try (var update = connection.prepareStatement(PAUSE)) {
            update.setBoolean(1, paused);
            update.setString(2, mapping);
            update.setString(3, target);
            return update.executeUpdate() > 0;
        }
    }

    /// @param roots how many there are, as far as it is known
    /// @param workers who work on it now
    public record Status(
            int id,
            long roots,
            boolean paused,
            boolean finished,
            int ranges,
            int done,
            long written,
            long deadLetters,
            int workers) {}

    /// Of the last backfill.
    public static Optional<Status> status(Connection connection, String mapping, String target) throws SQLException {
        try (var query = connection.prepareStatement(STATUS)) {
            query.setInt(1, BackfillState.LOCKS);
            query.setString(2, mapping);
            query.setString(3, target);
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Status(
                                row.getInt("id"),
                                row.getLong("roots"),
                                row.getBoolean("paused"),
                                row.getBoolean("finished"),
                                row.getInt("ranges"),
                                row.getInt("done"),
                                row.getLong("written"),
                                row.getLong("dead_letters"),
                                row.getInt("workers")))
                        : Optional.empty();
            }
        }
    }
}
