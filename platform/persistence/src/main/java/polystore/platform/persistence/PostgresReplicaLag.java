package polystore.platform.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Watches how far a replica is behind its primary, by positions in the write-ahead log and our own clock.
///
/// Each look notes where the primary is. Once the replica has replayed up to there it is as fresh as the moment of
/// that note. Time stamps of transactions would not do: they grow old on a replica that lacks nothing while nobody
/// writes, and they need clocks that agree. A primary that does not answer leaves the replica as good as it was last
/// known.
final class PostgresReplicaLag implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresReplicaLag.class);
    private static final int LOOKS_PER_LAG = 4;

    private static final String WRITTEN = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    /// Null on a server that is no replica, such as the primary itself where there is none: nothing is behind there.
    private static final String REPLAYED =
            "select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint end";

    private final DataSource primary;
    private final DataSource replica;
    private final long lagNanosMax;
    /// One for each server: the silence of one must not hide the other.
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

    /// Where the primary's log was, and when.
    private record Note(long position, long at) {}

    static PostgresReplicaLag watch(DataSource primary, DataSource replica, Duration lagMax) {
        var lag = new PostgresReplicaLag(primary, replica, lagMax);
        var pause = lagMax.dividedBy(LOOKS_PER_LAG).toMillis();
        // Nobody waits for a look: each catches what goes wrong.
        var _ = lag.looks.scheduleWithFixedDelay(lag::lookAtPrimary, 0, pause, TimeUnit.MILLISECONDS);
        var _ = lag.looks.scheduleWithFixedDelay(lag::lookAtReplica, 0, pause, TimeUnit.MILLISECONDS);
        return lag;
    }

    boolean isTolerable() {
        return tolerable;
    }

    /// Whether the primary answered lately: a read that has waited for one server in vain must not wait for another.
    boolean primaryAnswers() {
        return System.nanoTime() - primaryAnsweredAt < lagNanosMax;
    }

    /// A read found the replica away; the next look may find it back.
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
                LOG.info("Reads go to the replica again");
            } else {
                LOG.warnf("Reads go to the primary in place of the replica: %s", why);
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
