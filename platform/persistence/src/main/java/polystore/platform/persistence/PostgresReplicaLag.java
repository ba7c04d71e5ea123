package polystore.platform.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Measures how far a replica is behind its primary, by positions in the write-ahead log and the clock of this
/// process.
///
/// Each check records the primary's position. Once the replica has replayed up to it, the replica is as current as
/// the time of that check. Timestamps of transactions would not work: they grow old on an up-to-date replica while
/// nothing is written, and they need synchronous clocks. While the primary does not answer, the last known state
/// of the replica is kept.
final class PostgresReplicaLag implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresReplicaLag.class);
    private static final int LOOKS_PER_LAG = 4;

    private static final String WRITTEN = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    /// Null on a server that is not a replica, such as the primary where there is no replica; it is never behind.
    private static final String REPLAYED =
            "select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint end";

    private final DataSource primary;
    private final DataSource replica;
    private final long lagNanosMax;
    /// One thread per server, so that a server that does not answer cannot delay the check of the other.
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("replica-lag-", 0).factory());

    private @Nullable Note note;
    private long freshAt = System.nanoTime();
    private volatile long primaryAnsweredAt = System.nanoTime();
    private volatile boolean tolerable = true;

    private PostgresReplicaLag(DataSource primary, DataSource replica, Duration lagMax) {
        this.primary = primary;
        this.replica = replica;
        this.lagNanosMax = lagMax.toNanos();
    }

    /// A position of the primary's log at a time.
    private record Note(long position, long at) {}

    static PostgresReplicaLag watch(DataSource primary, DataSource replica, Duration lagMax) {
        var lag = new PostgresReplicaLag(primary, replica, lagMax);
        var pause = lagMax.dividedBy(LOOKS_PER_LAG).toMillis();
        // The result of the check is not read, so it handles its failures itself.
        var _ = lag.looks.scheduleWithFixedDelay(lag::lookAtPrimary, 0, pause, TimeUnit.MILLISECONDS);
        var _ = lag.looks.scheduleWithFixedDelay(lag::lookAtReplica, 0, pause, TimeUnit.MILLISECONDS);
        return lag;
    }

    boolean isTolerable() {
        return tolerable;
    }

    /// Whether the primary answered recently: a read that timed out on one server must not time out on the other
    /// too.
    boolean primaryAnswers() {
        return System.nanoTime() - primaryAnsweredAt < lagNanosMax;
    }

    /// A read found the replica unavailable; the next check may find it available again.
    void unreachable() {
        become(false, "it does not answer");
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void lookAtPrimary() {
        try {
            var at = System.nanoTime();
            var position = position(primary, WRITTEN);
            primaryAnsweredAt = System.nanoTime();
            if (position != null) {
                noteWritten(new Note(position, at));
            }
        } catch (SQLException | RuntimeException away) {
            LOG.debugf("The primary does not answer: %s", away.getMessage());
        }
    }

    private void lookAtReplica() {
        try {
            compare(position(replica, REPLAYED));
        } catch (SQLException | RuntimeException e) {
            become(false, e.getMessage());
        }
    }

    private synchronized void noteWritten(Note written) {
        note = note == null ? written : note;
    }

    private synchronized void compare(@Nullable Long replayed) {
        if (replayed == null) {
            become(true, null);
            return;
        }
        if (note != null && replayed >= note.position()) {
            freshAt = note.at();
            note = null;
        }
        var behind = note == null ? 0 : System.nanoTime() - freshAt;
        become(behind <= lagNanosMax, "it is " + Duration.ofNanos(behind).toMillis() + " ms behind");
    }

    private void become(boolean now, @Nullable String why) {
        if (now != tolerable) {
            tolerable = now;
            if (now) {
                LOG.info("Reads use the replica again");
            } else {
                LOG.warnf("Reads use the primary instead of the replica: %s", why);
            }
        }
    }

    private static @Nullable Long position(DataSource server, String sql) throws SQLException {
        try (var connection = server.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            var position = rows.getLong(1);
            return rows.wasNull() ? null : position;
        }
    }
}
