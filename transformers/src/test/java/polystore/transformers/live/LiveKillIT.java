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
    private static final long RUN_MAX_MS = 2_500;

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
                    process.waitFor(500 + random.nextLong(RUN_MAX_MS), TimeUnit.MILLISECONDS);
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
