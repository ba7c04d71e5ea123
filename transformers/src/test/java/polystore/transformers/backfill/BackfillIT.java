package polystore.transformers.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.Engine;
import polystore.transformers.plan.Plan;

/// A backfill ends with every document as its rows are, whatever races with it and whenever it is killed.
class BackfillIT {

    private static final String MAPPING =
            "root: root\nfields: { name: name, amount: amount, texts: { many: child.root_id, scalar: text } }";

    private static final int ROOTS = 5_000;
    private static final long WITHIN_S = 120;

    private Engine engine;
    private Plan plan;

    @BeforeEach
    void makeRows() throws SQLException {
        engine = new Engine("""
                create table root (id int primary key, name text, amount numeric);
                create table child (root_id int references root on delete cascade, no int, text text,
                    primary key (root_id, no));
                insert into root select i, 'name ' || i, i * 1.50 from generate_series(1, %1$d) i;
                insert into child select i, n, 'text ' || n from generate_series(1, %1$d) i, generate_series(1, 2) n
                """.formatted(ROOTS));
        plan = engine.plan(MAPPING);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void racesWithLiveWritersAndASecondInstance() throws Exception {
        try (var writers = new LiveWriters(engine, plan, ROOTS);
                var threads = Executors.newFixedThreadPool(2)) {
            Callable<Backfill.Summary> instance =
                    () -> engine.backfill(plan, false, 2).run(new BackfillProgram.Unseen());
            var first = threads.submit(instance);
            var second = threads.submit(instance);

            assertThat(first.get(WITHIN_S, TimeUnit.SECONDS)).isEqualTo(second.get(WITHIN_S, TimeUnit.SECONDS));
            assertThat(writers.stop()).isPositive();
        }
        assertThat(engine.verify(plan)).isEmpty();
        assertThat(status().written()).isBetween((long) ROOTS / 2, 2L * ROOTS);
    }

    @Test
    void goesOnWhereItsProcessWasKilledWhileOthersWrite() throws Exception {
        try (var writers = new LiveWriters(engine, plan, ROOTS)) {
            for (var kill = 1; kill <= 3; kill++) {
                var process = start();
                try {
                    var until = kill * ROOTS / 5;
                    await(() -> begun().filter(it -> it.written() >= until).isPresent());
                } finally {
                    process.destroyForcibly().waitFor();
                }
                assertThat(status().finished()).as("killed in the middle").isFalse();
            }
            var before = new AtomicReference<Backfills.Status>();
            engine.backfill(plan, false, 2).run(new BackfillProgram.Unseen() {
                @Override
                public void begins(Backfills.Status status, boolean resumed) {
                    assertThat(resumed).isTrue();
                    before.set(status);
                }
            });
            assertThat(before.get().written()).isGreaterThanOrEqualTo(3 * ROOTS / 5);
            assertThat(status().finished()).isTrue();
            assertThat(writers.stop()).isPositive();
        }
        // Written just before the kill, of roots that were deleted just before that: no range has them any more.
        engine.removeWithoutRows(plan);
        assertThat(engine.verify(plan)).isEmpty();
    }

    @Test
    void waitsWhilePausedAndGoesOn() throws Exception {
        var process = start();
        try (var connection = engine.source().getConnection()) {
            await(() -> Backfills.pause(connection, "root", "target", true));
            await(() -> status().workers() == 2);
            var paused = new AtomicReference<>(-1L);
            await(() -> paused.getAndSet(status().written()) == status().written());
            assertThat(status().finished()).isFalse();

            Backfills.pause(connection, "root", "target", false);
            assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(status().finished()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(engine.verify(plan)).isEmpty();
    }

    @Test
    void keepsDeadLettersUntilTheirRootsHaveDocuments() throws Exception {
        engine.execute("update root set amount = 'NaN' where id in (17, 4711, 5000)");
        assertThat(engine.run(plan)).isEqualTo(new Backfill.Summary(ROOTS - 3, 3, 0));
        var letters = new RootDeadLetters("root", "target");
        try (var connection = engine.source().getConnection()) {
            assertThat(letters.page(connection, null, 10))
                    .extracting(it -> it.root() + " " + it.cause())
                    .containsExactly("17 " + cause(), "4711 " + cause(), "5000 " + cause());

            engine.execute("update root set amount = 1 where id = 17; delete from root where id = 5000");
            assertThat(letters.retry(connection, engine.recompute(plan), 2)).isEqualTo(2);
            assertThat(letters.page(connection, null, 10))
                    .extracting(it -> it.root().toString())
                    .containsExactly("4711");

            engine.execute("update root set amount = 1 where id = 4711");
            assertThat(engine.run(plan).deadLetters()).isZero();
            assertThat(letters.count(connection)).isZero();
        }
        assertThat(engine.verify(plan)).isEmpty();
    }

    private static String cause() {
        return "amount is NaN or infinite, which no exact number is: write as: text";
    }

    @Test
    void beginsAnewForAnotherVersionOfTheMappingAndWhenTold() throws Exception {
        var process = start();
        await(() -> begun().filter(it -> it.written() > 0).isPresent());
        process.destroyForcibly().waitFor();
        var killed = status().id();

        var next = engine.plan("version: 2\n" + MAPPING);
        engine.backfill(next, false, 1).run(new BackfillProgram.Unseen() {
            @Override
            public void begins(Backfills.Status status, boolean resumed) {
                assertThat(resumed).isFalse();
                assertThat(status.id()).isGreaterThan(killed);
            }
        });

        assertThat(status().written()).isEqualTo(ROOTS);
        assertThat(engine.verify(next)).isEmpty();
    }

    @Test
    void dividesByStatisticsWhereThereAreAnyAndByTheKeysOtherwise() throws Exception {
        try (var connection = engine.source().getConnection()) {
            var byKeys = RangeBounds.of(connection, plan, 1_000);
            engine.execute("analyze root");
            var byStatistics = RangeBounds.of(connection, plan, 1_000);

            for (var divided : List.of(byKeys, byStatistics)) {
                assertThat(divided.roots()).isEqualTo(ROOTS);
                assertThat(divided.ranges()).hasSizeBetween(5, 7);
                var bounds = new ArrayList<Integer>();
                divided.ranges().stream()
                        .map(it -> it.upTo())
                        .filter(it -> it != null)
                        .forEach(it -> bounds.add(Integer.parseInt(it.parts().getFirst())));
                assertThat(bounds).isSorted().doesNotHaveDuplicates();
                assertThat(divided.ranges().getFirst().after()).isNull();
                assertThat(divided.ranges().getLast().upTo()).isNull();
            }
        }
    }

    private Process start() throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BackfillProgram.class.getName(),
                MAPPING,
                "3000"));
        command.addAll(engine.whereabouts());
        return new ProcessBuilder(command).inheritIO().start();
    }

    private Backfills.Status status() throws SQLException {
        return begun().orElseThrow();
    }

    private Optional<Backfills.Status> begun() throws SQLException {
        try (var connection = engine.source().getConnection()) {
            return Backfills.status(connection, "root", "target");
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + WITHIN_S + " s");
            }
            Thread.sleep(20);
        }
    }
}
