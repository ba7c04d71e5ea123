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
public final class ServerProcess implements AutoCloseable {
    /// A server that has not stopped ten seconds after it was asked to is killed.
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private static final List<String> OWN_GROUP = ownGroup();

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts `command` in `folder`, with `environment` added to ours, appending its output to `log`.
    public static ServerProcess start(List<String> command, Path folder, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(
                            Stream.concat(OWN_GROUP.stream(), command.stream()).toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ServerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    public Process process() {
        return process;
    }

    public Path log() {
        return log;
    }

    /// Waits until `ready` answers true, at most `limit`.
    ///
    /// @throws IllegalStateException when the process ends first or the time is over; the message has the log's end
    public void await(String name, Readiness ready, Duration limit) {
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
        return LogTail.last(log, lines);
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
