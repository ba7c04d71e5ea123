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

/// A server as a process in its own process group, with its output in a log file.
///
/// Its own group, because Ctrl-C at a terminal is sent to the whole foreground group and would stop the stores while
/// services still write to them.
public final class ServerProcess implements RunningServer {
    /// A server that has not stopped within this time is killed.
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private static final List<String> OWN_GROUP = ownGroup();

    private final Process process;
    private final ProcessFiles files;
    private final long logStart;

    private ServerProcess(Process process, ProcessFiles files, long logStart) {
        this.process = process;
        this.files = files;
        this.logStart = logStart;
    }

    /// Starts `command` in `folder`, with `environment` added to that of this process.
    public static ServerProcess start(
            List<String> command, Path folder, Map<String, String> environment, ProcessFiles files) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(files.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(
                            Stream.concat(OWN_GROUP.stream(), command.stream()).toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
            builder.environment().putAll(environment);
            var logStart = Files.exists(files.log()) ? Files.size(files.log()) : 0;
            var process = builder.start();
            PidFile.write(files.pid(), process.toHandle());
            return new ServerProcess(process, files, logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    @Override
    public Process process() {
        return process;
    }

    /// Waits until `ready` returns true, at most `limit`.
    ///
    /// @throws IllegalStateException when the process ends before or the limit is exceeded; the process is
    /// stopped, and the message contains the last lines of its log
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

    /// The last lines of the log of this run.
    public String lastLines(int lines) {
        return LogTail.last(files.log(), lines, logStart);
    }

    /// Asks the process to stop, and kills it after a time limit.
    @Override
    public void close() {
        stop(process.toHandle(), STOP_MAX);
    }

    /// Asks a process to stop, and kills it after `limit`.
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

    /// Tests whether a server serves requests; an exception counts as no.
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

    /// Linux has `setsid`; macOS does not, but has perl.
    static List<String> ownGroup() {
        return onPath("setsid")
                .map(List::of)
                .orElseGet(() -> onPath("perl")
                        .map(perl -> List.of(perl, "-e", "setpgrp(0,0); exec @ARGV", "--"))
                        .orElse(List.of()));
    }

    /// The full path of a program on the PATH.
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
