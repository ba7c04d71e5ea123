package polystore.analytics.rebuild;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import polystore.platform.messaging.KafkaClients;

/// Builds the measures again beside the live ones, compares, and switches; or returns to those before the switch.
///
/// Everything but the switch happens in a schema of its own, so that a killed rebuild leaves the live measures as
/// they are, and the next one begins anew. The switch is one transaction that exchanges the tables together with the
/// offsets that they include: the consumer of the live tables is fenced and continues at the offsets of the new ones,
/// so that it neither leaves out nor repeats an event.
final class RebuildMeasures {

    private static final long SHOWN_EVERY = 10_000;

    private final PostgresSessions sessions;
    private final KafkaClients clients;
    private final PostgresMeasureSets sets;
    private final PrintStream out;

    RebuildMeasures(PostgresSessions sessions, KafkaClients clients, PrintStream out) {
        this.sessions = sessions;
        this.clients = clients;
        this.out = out;
        this.sets = new PostgresMeasureSets(sessions.owner().open());
    }

    /// @param compareOnly to delete the built measures after the comparison
    /// @param acceptMissing to switch although orders are missing
    record Options(boolean compareOnly, boolean acceptMissing) {}

    /// @return false when the comparison found differences and nothing was switched
    boolean rebuild(MongoDocuments documents, Options options) {
        lock();
        if (!options.compareOnly() && sets.exists(PostgresMeasureSets.PREVIOUS)) {
            throw new IllegalStateException(
                    "The measures from before the last switch still exist, and a new switch would"
                            + " replace them: run `analytics rollback` or `analytics drop` first");
        }
        prepare();
        try (var built = new OtherSet(sessions, clients, PostgresMeasureSets.REBUILT)) {
            fill(built, documents);
            built.begin();
            out.printf("Events: %,d records read from the topic%n", built.catchUp());
            built.settleDeadLetters();
            sets.analyze(PostgresMeasureSets.REBUILT);
            var equal = compare(built, options);
            if (options.compareOnly()) {
                sets.drop(PostgresMeasureSets.REBUILT);
                return equal;
            }
            built.catchUp();
        }
        sets.switchTo(PostgresMeasureSets.REBUILT);
        out.println("Switched to the rebuilt measures. `analytics rollback` returns to the previous ones;"
                + " `analytics drop` deletes them");
        return true;
    }

    /// Lets the previous measures catch up, and makes them live again. The measures that were live become the previous
    /// ones, so that a second rollback takes back the first.
    void rollback() {
        lock();
        if (!sets.exists(PostgresMeasureSets.PREVIOUS)) {
            throw new IllegalStateException("There are no previous measures: only a rebuild that switched keeps them");
        }
        try (var previous = new OtherSet(sessions, clients, PostgresMeasureSets.PREVIOUS)) {
            previous.resume();
            out.printf("Events: %,d records read from the topic%n", previous.catchUp());
        }
        sets.switchTo(PostgresMeasureSets.PREVIOUS);
        out.println("Switched to the previous measures. `analytics rollback` takes this back;"
                + " `analytics drop` deletes the other ones");
    }

    /// Deletes all measures that are not live.
    void drop() {
        lock();
        sets.drop(PostgresMeasureSets.PREVIOUS);
        sets.drop(PostgresMeasureSets.REBUILT);
        out.println("Deleted all measures that are not live");
    }

    private void lock() {
        if (!sets.lock()) {
            throw new IllegalStateException("Another rebuild, rollback or drop is running");
        }
    }

    private void prepare() {
        if (sets.exists(PostgresMeasureSets.REBUILT)) {
            out.println("An earlier rebuild was interrupted: its tables are deleted, and this one begins anew");
            sets.drop(PostgresMeasureSets.REBUILT);
        }
        sets.create(PostgresMeasureSets.REBUILT);
        sessions.migrate(PostgresMeasureSets.REBUILT);
        sets.createDeferred(PostgresMeasureSets.REBUILT);
    }

    private void fill(OtherSet built, MongoDocuments documents) {
        var count = new AtomicLong();
        documents.forEachPage(page -> {
            built.add(page);
            var before = count.getAndAdd(page.size());
            if (before / SHOWN_EVERY != count.get() / SHOWN_EVERY) {
                out.printf("Documents: %,d so far%n", count.get());
            }
        });
        // The planner knows nothing of tables that were just filled.
        sets.analyze(PostgresMeasureSets.REBUILT);
        out.printf("Documents: %,d orders%n", count.get());
    }

    /// @return whether nothing differs
    private boolean compare(OtherSet built, Options options) {
        var comparison = built.snapshot();
        var differences = comparison.differences();
        var lacking = comparison.lacking();
        built.endSnapshot();
        ComparisonText.print(differences, lacking, out);
        if (lacking.count() > 0 && !options.compareOnly() && !options.acceptMissing()) {
            throw new IllegalStateException(
                    "Nothing is switched, because orders would be lost from the measures. Let the"
                            + " consumer analytics-documents catch up, or accept it with --accept-missing");
        }
        return differences.isEmpty();
    }
}
