package polystore.command.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.stores.PidFile;
import polystore.stores.ProcessFiles;
import polystore.stores.ServerProcess;

class SupervisorIT {
    private static final long SECONDS_MAX = 20;

    @TempDir
    private Path folder = Path.of("");

    private final StatusBoard board = new StatusBoard(Clock.systemUTC(), "", "");
    private @Nullable Supervisor supervisor;

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void aComponentThatIsKilledIsStartedAgain() throws Exception {
        assertThat(supervise("echo I was here; exec sleep 600")).isTrue();
        var first = pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        var again = await(status -> status.state() == State.READY && status.pid() != null && status.pid() != first);

        assertThat(ProcessHandle.of(again.pid() == null ? 0 : again.pid())).isPresent();
        assertThat(board.snapshot().messages()).anyMatch(line -> line.contains("ended with code 137"));
        assertThat(board.snapshot().messages()).anyMatch(line -> line.contains("I was here"));
    }

    @Test
    void aComponentThatIsNeverReadyIsGivenUp() throws Exception {
        assertThat(supervise("exit 3")).isFalse();

        assertThat(status().state()).isEqualTo(State.FAILED);
        assertThat(status().note()).contains("ended with code 3");
        assertThat(board.snapshot().messages())
                .anyMatch(line -> line.contains("failed too often and is not restarted"));
    }

    @Test
    void aComponentThatWasReadyIsRestartedOnceItsFaultIsRemoved() throws Exception {
        var fault = folder.resolve("fault");
        assertThat(supervise("echo begun; test ! -e " + fault + " || exit 3; exec sleep 600"))
                .isTrue();

        Files.createFile(fault);
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await(status -> status.state() == State.FAILED);
        assertThat(board.snapshot().messages()).anyMatch(line -> line.contains("restarted only every"));

        Files.delete(fault);
        await(status -> status.state() == State.READY && alive(status));
    }

    private static boolean alive(ComponentStatus status) {
        var pid = status.pid();
        return pid != null
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void aStoppedComponentStaysStopped() throws Exception {
        supervise("exec sleep 600");
        var pid = pid();

        stop();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void orphansAreFoundByTheirPidFileAndStopped() throws Exception {
        var files = ProcessFiles.in(folder, "orders");
        var orphan = ServerProcess.start(List.of("sleep", "600"), folder, Map.of(), files);

        assertThat(Orphans.stop(folder, List.of("gateway", "orders"))).containsExactly("orders");

        assertThat(orphan.process().waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aForeignProcessWithTheSameIdIsNotStopped() throws Exception {
        var foreign = new ProcessBuilder("sleep", "600").start();
        try {
            var started = PidFile.start(foreign.toHandle()).minusSeconds(3600).toEpochMilli();
            Files.writeString(folder.resolve("orders.pid"), foreign.pid() + " " + started);

            assertThat(Orphans.stop(folder, List.of("orders"))).isEmpty();

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    private boolean supervise(String script) throws Exception {
        var files = ProcessFiles.in(folder, "orders");
        board.add("orders", "nowhere");
        var started = new Supervisor(
                new Component("orders", "nowhere", 0, files, () -> {
                    var server = ServerProcess.start(List.of("sh", "-c", script), folder, Map.of(), files);
                    server.await(
                            "orders",
                            () -> !server.lastLines(1).isEmpty() || script.startsWith("exec"),
                            Duration.ofSeconds(5));
                    return server;
                }),
                board,
                Clock.systemUTC(),
                new RestartLimit(Duration.ofMillis(10)),
                null);
        supervisor = started;
        return started.start().get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    private long pid() {
        var pid = status().pid();
        assertThat(pid).isNotNull();
        return pid == null ? 0 : pid;
    }

    private ComponentStatus status() {
        return board.snapshot().components().getFirst();
    }

    private ComponentStatus await(Predicate<ComponentStatus> wanted) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!wanted.test(status())) {
            assertThat(System.nanoTime()).as("still %s", status()).isLessThan(end);
            Thread.sleep(10);
        }
        return status();
    }
}
