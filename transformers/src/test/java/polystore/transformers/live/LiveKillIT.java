package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.Engine;

/// Whenever the process that follows is killed, the documents are as the rows in the end: also during the first run,
/// while rows are inserted, moved, deleted and truncated. `-Dpolystore.live.kills=50` makes a long test of it.
class LiveKillIT {

    private static final int KILLS = Integer.getInteger("polystore.live.kills", 5);
    private static final long RUN_MAX_MS = 1_500;

    private Engine engine;

    @BeforeEach
    void makeRows() throws Exception {
        engine = new Engine(LiveIT.SCHEMA);
        LiveRun.allowReplication(engine);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theDocumentsAreAsTheRowsWheneverItIsKilled() throws Exception {
        var seed = Long.getLong("polystore.live.seed", System.nanoTime());
        System.err.println("to repeat it: -Dpolystore.live.seed=" + seed);
        var random = new Random(seed);
        try (var writer = new RowWriter(engine.source(), seed)) {
            for (var kill = 0; kill < KILLS; kill++) {
                var process = start();
                try {
                    awaitWork(process, kill == 0);
                    process.waitFor(random.nextLong(RUN_MAX_MS), TimeUnit.MILLISECONDS);
                    assertThat(process.isAlive()).isTrue();
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            writer.stop();
            assertThat(writer.changes.get()).isPositive();
        }
        try (var live = new LiveRun(engine, LiveIT.MAPPING)) {
            live.settle();
            assertThat(live.alarms).isEmpty();
            assertThat(engine.verify(engine.plan(LiveIT.MAPPING))).isEmpty();
            live.stop();
            live.dropSlot();
        }
    }

    /// The first one is killed while it writes every document or soon after that, others while they follow.
    private void awaitWork(Process process, boolean first) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!works(first)) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private boolean works(boolean first) throws Exception {
        try (var connection = engine.source().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        first
                                ? "select exists (select from polystore.backfill)"
                                : "select coalesce(bool_or(s.active and not l.reconcile), false) from polystore.live l"
                                        + " join pg_replication_slots s on s.slot_name = l.slot")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Process start() throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                LiveProgram.class.getName(),
                LiveIT.MAPPING));
        command.addAll(engine.whereabouts());
        return new ProcessBuilder(command).inheritIO().start();
    }
}
