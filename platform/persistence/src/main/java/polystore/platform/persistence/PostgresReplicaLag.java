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
/// the time of that check. Timestamps of transactions would not work: on an up-to-date replica they become old while
/// nothing is written, and they need synchronous clocks. While the primary does not answer, the last known state
/// of the replica is kept.
final class PostgresReplicaLag implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresReplicaLag.class);
    private static final int CHECKS_PER_LAG = 4;

    private static final String WRITTEN = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    /// Null on a server that is not a replica, such as the primary where there is no replica; it is never behind.
    private static final String REPLAYED =
            "select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint end";

    private final DataSource primary;
    private final DataSource replica;
    private final long lagNanosMax;
    /// One thread per server, so that a server that does not answer cannot delay the check of the other.
    private final ScheduledExecutorService checks = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("replica-lag-", 0).factory());

    /// The position that the replica must replay to be as current as the time of its check.
    private @Nullable Written awaited;
    private long freshAt = System.nanoTime();
    private volatile long primaryAnsweredAt = System.nanoTime();
    private volatile boolean tolerable = true;

    private PostgresReplicaLag(DataSource primary, DataSource replica, Duration lagMax) {
        this.primary = primary;
        this.replica = replica;
        this.lagNanosMax = lagMax.toNanos();
    }

    /// A position of the primary's log at a time.
    private record Written(long position, long at) {}

    static PostgresReplicaLag watch(DataSource primary, DataSource replica, Duration lagMax) {
        var lag = new PostgresReplicaLag(primary, replica, lagMax);
        var pause = lagMax.dividedBy(CHECKS_PER_LAG).toMillis();
        // The result of the check is not read, so it handles its failures itself.
        var _ = lag.checks.scheduleWithFixedDelay(lag::checkPrimary, 0, pause, TimeUnit.MILLISECONDS);
        var _ = lag.checks.scheduleWithFixedDelay(lag::checkReplica, 0, pause, TimeUnit.MILLISECONDS);
        return lag;
    }

    boolean isTolerable() {
        return tolerable;
    }

    /// Whether the primary answered recently; otherwise a read that has timed out on the replica would time out
    /// once more on the primary.
    boolean primaryAnswers() {
        return System.nanoTime() - primaryAnsweredAt < lagNanosMax;
    }

    /// Marks the replica as unavailable after a failed read; a later check may find it available again.
    void unreachable() {
        become(false, "it does not answer");
    }

    @Override
    public void close() {
        checks.shutdownNow();
    }

    private void checkPrimary() {
        try {
            var at = System.nanoTime();
            var position = position(primary, WRITTEN);
            primaryAnsweredAt = System.nanoTime();
            if (position != null) {
                recordWritten(new Written(position, at));
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debugf("The primary does not answer: %s", e.getMessage());
        }
    }

    private void checkReplica() {
        try {
            compare(position(replica, REPLAYED));
        } catch (SQLException | RuntimeException e) {
            become(false, e.getMessage());
        }
    }

    private synchronized void recordWritten(Written written) {
        awaited = awaited == null ? written : awaited;
    }

    private synchronized void compare(@Nullable Long replayed) {
        if (replayed == null) {
            become(true, null);
            return;
        }
        if (awaited != null && replayed >= awaited.position()) {
            freshAt = awaited.at();
            awaited = null;
        }
        var behind = awaited == null ? 0 : System.nanoTime() - freshAt;
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
