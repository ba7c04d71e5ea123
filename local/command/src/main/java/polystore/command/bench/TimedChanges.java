package polystore.command.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;

/// Changes of one row each, in a transaction of its own, at fixed times; each leaves its number in the row, so that its
/// document can be recognised when it is stored.
final class TimedChanges {

    private static final int WRITERS = 4;
    private static final String MARK = "change ";

    private final PGSimpleDataSource source;
    private final int perSecond;
    private final AtomicLongArray committed;
    private final AtomicLongArray stored;
    private volatile double madeInSeconds;

    /// @param count of changes, at most as many as there are roots: a root that changes again hides the change before
    TimedChanges(PGSimpleDataSource source, int perSecond, int count) {
        this.source = source;
        this.perSecond = perSecond;
        this.committed = new AtomicLongArray(count);
        this.stored = new AtomicLongArray(count);
    }

    /// A sink that notes when the document of a change is stored.
    DocumentSink watching(DocumentSink sink) {
        return writes -> {
            var written = sink.write(writes);
            note(writes, System.nanoTime());
            return written;
        };
    }

    private void note(Collection<? extends DocumentWrite> writes, long now) {
        for (var write : writes) {
            if (write instanceof DocumentWrite.Put put) {
                var note = put.body().getString("note").getValue();
                if (note.startsWith(MARK)) {
                    stored.compareAndSet(Integer.parseInt(note.substring(MARK.length())), 0, now);
                }
            }
        }
    }

    /// Makes all changes; a writer that is late makes its next change at once.
    void make() throws Exception {
        var started = System.nanoTime();
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var running = new ArrayList<java.util.concurrent.Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var first = writer;
                running.add(writers.submit(() -> {
                    make(first, started);
                    return null;
                }));
            }
            for (var writer : running) {
                writer.get();
            }
        }
        madeInSeconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private void make(int first, long started) throws SQLException {
        try (var connection = source.getConnection();
                var update = connection.prepareStatement("update root set note = ? where id = ?")) {
            for (var change = first; change < count(); change += WRITERS) {
                var due = started + change * TimeUnit.SECONDS.toNanos(1) / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                update.setString(1, MARK + change);
                update.setLong(2, change + 1L);
                // Before the commit, so that the time of the commit itself counts too.
                committed.set(change, System.nanoTime());
                update.executeUpdate();
            }
        }
    }

    void awaitStored(long withinSeconds) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinSeconds);
        while (seen() < count() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    int count() {
        return committed.length();
    }

    int seen() {
        return latencies().length;
    }

    double madePerSecond() {
        return count() / madeInSeconds;
    }

    double latencyMs(double quantile) {
        var sorted = latencies();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private long[] latencies() {
        var latencies = new long[count()];
        var found = 0;
        for (var change = 0; change < count(); change++) {
            if (stored.get(change) != 0) {
                latencies[found++] = stored.get(change) - committed.get(change);
            }
        }
        return Arrays.copyOf(latencies, found);
    }
}
