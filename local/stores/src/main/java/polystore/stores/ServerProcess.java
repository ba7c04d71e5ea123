package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server in a process and process group of its own, its output in a log file.
///
/// A group of its own, because Ctrl-C at a terminal goes to the whole foreground group: the stores would stop
/// under services that still write to them.
public final class ServerProcess implements RunningServer {
    /// A server that has not stopped ten seconds after it was asked to is killed.
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private static final List<String> OWN_GROUP = ownGroup();

    private final Process process;
    private final Traces traces;
    private final long logStart;

    private ServerProcess(Process process, Traces traces, long logStart) {
        this.process = process;
        this.traces = traces;
        this.logStart = logStart;
    }

    /// Starts `command` in `folder`, with `environment` added to ours, leaving `traces`.
    public static ServerProcess start(
            List<String> command, Path folder, Map<String, String> environment, Traces traces) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(traces.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(
                            Stream.concat(OWN_GROUP.stream(), command.stream()).toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(traces.log().toFile()));
            builder.environment().putAll(environment);
            var logStart = Files.exists(traces.log()) ? Files.size(traces.log()) : 0;
            var process = builder.start();
            PidFile.write(traces.pid(), process.toHandle());
            return new ServerProcess(process, traces, logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    @Override
    public Process process() {
        return process;
    }

    /// Waits until `ready` answers true, at most `limit`.
    ///
    /// @throws IllegalStateException when the process ends first or the time is over; the message has the log's
    /// end, and the process is stopped
    public void await(String name, Readiness ready, Duration limit) {
        try {
            awaitReady(name, ready, limit);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void awaitReady(String name, Readiness ready, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!answers(ready)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        name + " ended with code " + process.exitValue() + " while starting:\n" + lastLines(20));
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        name + " was not ready after " + limit.toSeconds() + " s:\n" + lastLines(20));
            }
            pause();
        }
    }

    /// The last lines of the log, for a message about why the process ended.
    public String lastLines(int lines) {
        return LogTail.last(traces.log(), lines, logStart);
    }

    /// Asks the process to stop, and kills it when it does not.
    @Override
    public void close() {
        stop(process.toHandle(), STOP_MAX);
    }

    /// Asks a process to stop, waits up to `limit`, then kills it.
    public static void stop(ProcessHandle handle, Duration limit) {
        handle.destroy();
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            handle.destroyForcibly();
            handle.onExit().join();
        }
    }

    /// What tells that a server takes requests; an exception counts as no.
    public interface Readiness {
        boolean ready() throws Exception;
    }

    private static boolean answers(Readiness ready) {
        try {
            return ready.ready();
        } catch (StartRefusedException e) {
            throw e;
        } catch (Exception e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was starting", e);
        }
    }

    /// `setsid` is part of every Linux; a Mac has perl instead.
    static List<String> ownGroup() {
        return onPath("setsid")
                .map(List::of)
                .orElseGet(() -> onPath("perl")
                        .map(perl -> List.of(perl, "-e", "setpgrp(0,0); exec @ARGV", "--"))
                        .orElse(List.of()));
    }

    /// The full path of a program, when the PATH has it.
    public static Optional<String> onPath(String program) {
        var folders = new ArrayList<String>();
        folders.addAll(
                List.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")));
        return folders.stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .findFirst();
    }
}
