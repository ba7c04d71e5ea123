package polystore.transformers.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.extract.Engine;
import polystore.transformers.file.MappingReader;
import polystore.transformers.run.Recompute;

/// A mapping that is followed in a process of its own, which a test can kill: `MAPPING` and where its stores are.
final class LiveProgram {

    private LiveProgram() {}

    public static void main(String[] arguments) throws Exception {
        var all = Arrays.asList(arguments);
        try (var engine = new Engine(all.subList(1, all.size()));
                var pool = SourcePool.of(engine.source(), 1)) {
            new Live(
                            MappingReader.read(all.getFirst()).mapping(),
                            engine.source(),
                            engine.stores(pool),
                            LiveRun.settings(),
                            new Printed())
                    .run();
        }
    }

    /// For the log of a test that failed.
    private static final class Printed implements LiveProgress {
        @Override
        public void alarm(String message) {
            System.err.println("ALARM " + message);
        }

        @Override
        public Backfill.Progress recomputes() {
            System.err.println("recomputes");
            return new Backfill.Progress() {
                @Override
                public void begins(Backfills.Status before, boolean resumed) {}

                @Override
                public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
            };
        }

        @Override
        public void follows() {
            System.err.println("follows");
        }

        @Override
        public void written(
                int changes, int roots, List<Recompute.DeadLetter> deadLetters, @Nullable Instant committedAt) {}

        @Override
        public void waits(String cause, Duration time) {
            System.err.println("waits: " + cause);
        }
    }
}
