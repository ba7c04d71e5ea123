package polystore.transformers.live;

import com.mongodb.MongoException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.transformers.run.PlannedMapping;
import polystore.transformers.shape.Mapping;
import polystore.transformers.sink.TakenOverException;

/// Follows a mapping until it is stopped: writes all documents at first, then those that changes touch. After a
/// failure it waits and begins again from what is confirmed.
public final class Live {

    private static final Duration WAIT_MIN = Duration.ofMillis(200);
    /// How soon a process takes over.
    private static final Duration STAND_BY = Duration.ofSeconds(1);
    private static final long TICK_MS = 50;

    private final Mapping mapping;
    private final PGSimpleDataSource source;
    private final LiveStores stores;
    private final LiveSettings settings;
    private final LiveProgress progress;
    private volatile boolean stopping;
    private volatile boolean hasFollowed;
    private boolean standsBy;

    /// @param source as a user that may use replication; its schema `polystore` exists
    public Live(
            Mapping mapping,
            PGSimpleDataSource source,
            LiveStores stores,
            LiveSettings settings,
            LiveProgress progress) {
        this.mapping = mapping;
        this.source = source;
        this.stores = stores;
        this.settings = settings;
        this.progress = progress;
    }

    /// Ends [#run] after what is being written.
    public void stop() {
        stopping = true;
    }

    /// @throws NotReadyException with the corrections, when the mapping cannot be followed at the start; what becomes
    ///     wrong later is waited for
    /// @throws TakenOverException when another process writes to the target
    public void run() throws InterruptedException {
        var wait = WAIT_MIN;
        while (!stopping) {
            var began = System.nanoTime();
            try {
                follow();
                return;
            } catch (NotReadyException e) {
                if (!hasFollowed) {
                    throw e;
                }
                wait = pause(e, wait, began);
            } catch (TakenOverException e) {
                throw e;
            } catch (FollowedElsewhereException e) {
                standBy(e);
            } catch (SQLException | MongoException | IllegalStateException e) {
                wait = pause(e, wait, began);
            }
        }
    }

    private void follow() throws SQLException, InterruptedException {
        try (var state = LiveState.open(source.getConnection(), mapping.name(), settings.target())) {
            var checked = PlannedMapping.check(state.connection(), mapping);
            var planned = checked.planned().orElseThrow(() -> new NotReadyException(checked.faults()));
            try (var session = new LiveSession(state, planned, source, stores, settings, progress, () -> stopping);
                    var follower = new Follower(session, progress, () -> stopping)) {
                hasFollowed = true;
                standsBy = false;
                progress.follows();
                follower.follow();
            }
        }
    }

    /// Another process is at work, and nothing is wrong.
    private void standBy(FollowedElsewhereException e) throws InterruptedException {
        if (!standsBy) {
            progress.waits(e.getMessage() + "; this one takes over when that ends", Duration.ZERO);
            standsBy = true;
        }
        sleep(STAND_BY);
    }

    /// @return how long to wait the next time
    private Duration pause(Exception failure, Duration wait, long began) throws InterruptedException {
        var worked = System.nanoTime() - began > settings.waitMax().toNanos();
        var time = worked ? WAIT_MIN : wait;
        var cause = LiveFailure.described(failure);
        store(cause);
        progress.waits(cause, time);
        sleep(time);
        var next = time.multipliedBy(2);
        return next.compareTo(settings.waitMax()) > 0 ? settings.waitMax() : next;
    }

    private void sleep(Duration time) throws InterruptedException {
        for (var left = time.toMillis(); left > 0 && !stopping; left -= TICK_MS) {
            TimeUnit.MILLISECONDS.sleep(Math.min(left, TICK_MS));
        }
    }

    /// For `transform status`; where the source is away, it says so itself.
    private void store(String cause) {
        try (var connection = source.getConnection()) {
            LiveState.paused(connection, mapping.name(), settings.target(), cause);
        } catch (SQLException e) {
            progress.waits("the cause is not stored: " + e.getMessage(), Duration.ZERO);
        }
    }
}
