package polystore.transformers.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.turnstile.Turnstile;

/// One run: writers, a decoder, a backfill, unordered workers and now and then a crash of the database, interleaved by
/// a seed. Turnstile and writer are the real ones.
final class Simulation {

    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 15;
    private static final int WORKERS = 8;
    private static final int CRASHES = 6;
    private static final int JUDGED_EVERY = 8;
    /// A run takes some thousand steps; one that never ends is a fault of the protocol too.
    private static final int STEPS_MAX = 400_000;

    private final Random random;
    private final Rows rows = new Rows();
    private final List<Worker.Task> tasks = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final SimulatedCollection documents;
    private final SimulatedDatabase database;
    private final Decoder decoder;
    private int backfill = 16 * Rows.ROOTS;
    private int crashes = CRASHES;

    private Simulation(long seed, Fault fault) {
        random = new Random(seed);
        documents = new SimulatedCollection(fault);
        database = new SimulatedDatabase(rows, fault, random);
        for (var i = 0; i < WRITERS; i++) {
            actors.add(new Writer(rows, random, TRANSACTIONS));
        }
        decoder = new Decoder(rows, tasks, random, List.copyOf(actors));
        actors.add(decoder);
        var turnstile = new Turnstile(database, Duration.ofDays(1), _ -> Strand.pause());
        for (var i = 0; i < WORKERS; i++) {
            workers.add(new Worker(turnstile, new GuardedWriter(documents, random::nextBoolean), tasks, random));
        }
        actors.addAll(workers);
    }

    /// @return what is wrong, or nothing; the run ends at the first fault
    static List<String> run(long seed, Fault fault) {
        return new Simulation(seed, fault).run();
    }

    private List<String> run() {
        for (var step = 0; backfill > 0 || !actors.stream().allMatch(Actor::done); step++) {
            if (step > STEPS_MAX) {
                return List.of("the run does not come to an end");
            }
            disturb();
            actors.get(random.nextInt(actors.size())).step();
            if (step % JUDGED_EVERY == 0) {
                var faults = faults();
                if (!faults.isEmpty()) {
                    return faults;
                }
            }
        }
        return faults();
    }

    /// Backfills of every root run beside it all, and the server crashes.
    private void disturb() {
        if (backfill > 0 && random.nextInt(100) == 0) {
            backfill--;
            tasks.add(new Worker.Task(backfill % Rows.ROOTS, Set.of()));
        }
        if (crashes > 0 && random.nextInt(300) == 0) {
            crashes--;
            database.crash();
        }
    }

    /// `NoStaleOverwrite`, and `DocumentEqualsRows` of every root that nobody has anything left to do for.
    private List<String> faults() {
        var faults = new ArrayList<String>();
        if (documents.staleOverwrites() > 0) {
            faults.add("a document of an older snapshot replaced one of a newer");
        }
        if (rows.settled() && decoder.hasCaughtUp()) {
            IntStream.range(0, Rows.ROOTS).filter(this::isIdle).forEach(root -> {
                var expected = String.valueOf(rows.snapshot().document(root));
                var found = documents.text(root);
                if (!expected.equals(found)) {
                    faults.add("the document of root " + root + " is " + found + ", should be " + expected);
                }
            });
        }
        return faults;
    }

    private boolean isIdle(int root) {
        return tasks.stream().noneMatch(it -> it.root() == root)
                && workers.stream().noneMatch(it -> it.worksOn(root));
    }
}
