package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;

/// Which ranges of a backfill are done, kept in the source. A worker holds its range by an advisory lock of its
/// session:
/// when its process is killed the lock is gone with the connection, and the next worker goes on where it was.
final class BackfillState {

    /// The filter is evaluated row by row until the first lock is granted, and no further.
    private static final String CLAIM = """
            with open as materialized (
                select position from polystore.backfill_range where backfill = ? and not done order by position limit 1000)
            select position from open where pg_try_advisory_lock(?, position) limit 1
            """;

    private static final String RANGE =
            "select after_key, up_to from polystore.backfill_range where backfill = ? and position = ? and not done";

    private static final String RELEASE = "select pg_advisory_unlock(?, ?)";

    private static final String MOVED = """
            update polystore.backfill_range set after_key = coalesce(?, after_key), done = ?, written = written + ?,
                   dead_letters = dead_letters + ? where backfill = ? and position = ?
            """;

    private static final String IS_PAUSED = "select paused from polystore.backfill where id = ?";

    private static final String FINISH = """
            update polystore.backfill b set finished_at = coalesce(finished_at, now()) where id = ? and not exists (
                select from polystore.backfill_range r where r.backfill = b.id and not r.done)
            """;

    private static final String EXISTS = "select from polystore.backfill where id = ?";

    /// Added to the backfill's id: the first number of its locks, which nobody else should use.
    static final int LOCKS = 0x706f_6c00;

    private final Connection connection;
    private final int id;

    /// @param connection of one worker, in auto-commit
    BackfillState(Connection connection, int id) {
        this.connection = connection;
        this.id = id;
    }

    /// @param position of the range in the backfill
    record Claim(int position, KeyRange range) {}

    /// Takes a range that nobody works on.
    Optional<Claim> claim() throws SQLException {
        while (true) {
            var position = tryLock();
            if (position.isEmpty()) {
                return Optional.empty();
            }
            var range = range(position.get());
            if (range.isPresent()) {
                return Optional.of(new Claim(position.get(), range.get()));
            }
            release(position.get()); // done between the look and the lock
        }
    }

    private Optional<Integer> tryLock() throws SQLException {
        try (var claim = connection.prepareStatement(CLAIM)) {
            claim.setInt(1, id);
            claim.setInt(2, LOCKS + id);
            try (var row = claim.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    private Optional<KeyRange> range(int position) throws SQLException {
        try (var query = statement(RANGE, id, position);
                var row = query.executeQuery()) {
            return row.next() ? Optional.of(new KeyRange(key(row, "after_key"), key(row, "up_to"))) : Optional.empty();
        }
    }

    private static @Nullable RootKey key(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? null : new RootKey(List.of((String[]) array.getArray()));
    }

    /// Keeps how far a range is; what is written twice because this was lost does no harm.
    ///
    /// @param last key that is done; null for none
    void moved(int position, @Nullable RootKey last, boolean done, int written, int deadLetters) throws SQLException {
        try (var update = connection.prepareStatement(MOVED)) {
            update.setArray(1, Backfills.array(connection, last));
            update.setBoolean(2, done);
            update.setInt(3, written);
            update.setInt(4, deadLetters);
            update.setInt(5, id);
            update.setInt(6, position);
            if (update.executeUpdate() == 0) {
                throw discarded();
            }
        }
    }

    void release(int position) throws SQLException {
        try (var unlock = statement(RELEASE, LOCKS + id, position)) {
            unlock.execute();
        }
    }

    boolean isPaused() throws SQLException {
        try (var query = statement(IS_PAUSED, id);
                var row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// @return whether every range is done
    boolean finish() throws SQLException {
        try (var update = statement(FINISH, id);
                var exists = statement(EXISTS, id)) {
            if (update.executeUpdate() > 0) {
                return true;
            }
            if (!exists.executeQuery().next()) {
                throw discarded();
            }
            return false;
        }
    }

    private static IllegalStateException discarded() {
        return new IllegalStateException("this backfill was begun anew by somebody else, who writes all its documents");
    }

    private PreparedStatement statement(String sql, int... numbers) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < numbers.length; i++) {
            statement.setInt(i + 1, numbers[i]);
        }
        return statement;
    }
}
