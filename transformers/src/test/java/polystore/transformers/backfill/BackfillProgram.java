package polystore.transformers.backfill;

import java.util.Arrays;
import java.util.List;
import polystore.transformers.extract.Engine;
import polystore.transformers.run.Recompute;

/// A backfill in a process of its own, which a test can kill: `MAPPING ROOTS_PER_SECOND` and where its stores are.
final class BackfillProgram {

    private static final int WORKERS = 2;

    private BackfillProgram() {}

    public static void main(String[] arguments) throws Exception {
        var all = Arrays.asList(arguments);
        try (var engine = new Engine(all.subList(2, all.size()))) {
            engine.backfill(engine.plan(all.get(0)), false, WORKERS, Long.parseLong(all.get(1)))
                    .run(new Unseen());
        }
    }

    static class Unseen implements Backfill.Progress {
        @Override
        public void begins(Backfills.Status before, boolean resumed) {}

        @Override
        public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
    }
}
