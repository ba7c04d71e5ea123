package polystore.transformers.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// One run: writers, a decoder, a backfill and unordered workers, interleaved by a seed.
final class Simulation {

    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 15;
    private static final int WORKERS = 6;
    /// A run takes some thousand steps; one that never ends is a fault of the protocol too.
    private static final int STEPS_MAX = 200_000;

    private Simulation() {}

    /// @param wrong roots whose document is not what the rows say
    /// @param staleOverwrites documents that took the place of newer ones on the way
    record Outcome(Map<Integer, String> wrong, int staleOverwrites) {

        boolean isRight() {
            return wrong.isEmpty() && staleOverwrites == 0;
        }
    }

    static Outcome run(long seed, Fault fault) {
        var random = new Random(seed);
        var rows = new Rows();
        var documents = new Documents();
        var tasks = new ArrayList<Worker.Task>();
        var actors = new ArrayList<Actor>();
        for (var i = 0; i < WRITERS; i++) {
            actors.add(new Writer(rows, random, TRANSACTIONS));
        }
        actors.add(new Decoder(rows, tasks, random, List.copyOf(actors)));
        var gate = new Gate();
        for (var i = 0; i < WORKERS; i++) {
            actors.add(new Worker(rows, documents, gate, tasks, random, fault));
        }
        interleave(actors, tasks, random, seed);
        return judge(rows.snapshot(), documents);
    }

    /// Backfills of every root run beside it all.
    private static void interleave(List<Actor> actors, List<Worker.Task> tasks, Random random, long seed) {
        var backfill = 8 * Rows.ROOTS;
        for (var step = 0; backfill > 0 || !actors.stream().allMatch(Actor::done); step++) {
            if (step > STEPS_MAX) {
                throw new AssertionError("seed " + seed + " does not come to an end");
            }
            if (backfill > 0 && random.nextInt(100) == 0) {
                backfill--;
                tasks.add(new Worker.Task(backfill % Rows.ROOTS, Set.of()));
            }
            actors.get(random.nextInt(actors.size())).step();
        }
    }

    /// `DocumentEqualsRows` and `NoStaleOverwrite`.
    private static Outcome judge(Rows.Snapshot truth, Documents documents) {
        var wrong = new HashMap<Integer, String>();
        for (var root = 0; root < Rows.ROOTS; root++) {
            var expected = String.valueOf(truth.document(root));
            var actual = String.valueOf(documents.texts().get(root));
            if (!expected.equals(actual)) {
                wrong.put(root, "is " + actual + ", should be " + expected);
            }
        }
        return new Outcome(wrong, documents.staleOverwrites());
    }
}
