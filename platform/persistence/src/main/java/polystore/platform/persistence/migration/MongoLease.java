package polystore.platform.persistence.migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// A lease on the migration of a MongoDB database, held by one process at a time and only while it lives.
///
/// The holder increments a number (heartbeat) in the document of the lease. A waiting process that has seen the
/// same number for the whole `silence`, by its own clock, takes the lease over. No clocks are compared, so the
/// processes may run on different machines. A holder that cannot increment the number for `silence`, for example
/// without a network, stops by itself.
final class MongoLease implements AutoCloseable {

    static final String ID = "lease";

    private static final String NOBODY = "";
    private static final int BEATS_PER_SILENCE = 5;

    /// Longest wait for another migration.
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private final MongoCollection<Document> leases;
    private final Duration silence;
    private final String holder = UUID.randomUUID().toString();
    private final Thread migrating = Thread.currentThread();
    private final Thread beats =
            Thread.ofPlatform().daemon().name("migration-lease").unstarted(this::beat);
    private volatile boolean lost;
    private volatile boolean closed;

    private MongoLease(MongoDatabase database, Duration silence) {
        this.leases = database.getCollection(MongoMarker.COLLECTION);
        this.silence = silence;
    }

    /// Waits until the lease is free or expired and takes it.
    static MongoLease acquire(MongoDatabase database, Duration silence) throws InterruptedException {
        var lease = new MongoLease(database, silence);
        lease.insertIfMissing();
        lease.await();
        lease.beats.start();
        return lease;
    }

    /// @throws IllegalStateException when another process has taken the lease over
    void check() {
        if (lost) {
            throw new IllegalStateException(
                    "Another migration has taken over from this one, which could not send its heartbeat to MongoDB for "
                            + silence.toSeconds() + " s. Run the migration again.");
        }
    }

    /// Releases the lease, unless another process has taken it over.
    @Override
    public void close() {
        closed = true;
        beats.interrupt();
        // The thread may have been interrupted because the lease was lost.
        var interrupted = Thread.interrupted();
        leases.updateOne(held(holder), set("holder", NOBODY));
        if (interrupted) {
            migrating.interrupt();
        }
    }

    private void insertIfMissing() {
        try {
            leases.insertOne(new Document("_id", ID).append("holder", NOBODY).append("beat", 0L));
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private void await() throws InterruptedException {
        var end = System.nanoTime() + WAIT_MAX.toNanos();
        @Nullable Document seen = null;
        var since = System.nanoTime();
        while (!taken(NOBODY)) {
            var now = leases.find(eq("_id", ID)).first();
            if (now == null || !now.equals(seen)) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > silence.toNanos() && takenOver(now)) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Another migration has been running for " + WAIT_MAX.toMinutes() + " min");
            }
            Thread.sleep(beat(silence));
        }
    }

    private boolean taken(String from) {
        return leases.updateOne(held(from), combine(set("holder", holder), inc("beat", 1L)))
                        .getMatchedCount()
                == 1;
    }

    private boolean takenOver(Document silent) {
        var unchanged = and(held(silent.getString("holder")), eq("beat", silent.get("beat")));
        return leases.updateOne(unchanged, combine(set("holder", holder), inc("beat", 1L)))
                        .getMatchedCount()
                == 1;
    }

    private void beat() {
        var last = System.nanoTime();
        while (!lost && !closed) {
            try {
                Thread.sleep(beat(silence));
                lost = leases.updateOne(held(holder), inc("beat", 1L)).getMatchedCount() == 0;
                last = System.nanoTime();
            } catch (InterruptedException end) {
                return;
            } catch (MongoException e) {
                lost = System.nanoTime() - last > silence.toNanos();
            }
        }
        if (lost && !closed) {
            migrating.interrupt();
        }
    }

    private static Bson held(String by) {
        return and(eq("_id", ID), eq("holder", by));
    }

    private static Duration beat(Duration silence) {
        return silence.dividedBy(BEATS_PER_SILENCE);
    }
}
