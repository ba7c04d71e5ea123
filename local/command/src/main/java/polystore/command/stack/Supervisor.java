package polystore.command.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import polystore.stores.LogTail;
import polystore.stores.RunningServer;

/// Keeps one component running: starts it, and when it ends, reports the last lines of its log and restarts it.
public final class Supervisor {
    private static final int LINES_SHOWN = 12;
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private final Component component;
    private final StatusBoard board;
    private final Clock clock;
    private final RestartLimit limit;
    private final @Nullable String note;
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();
    private final Thread worker;
    private volatile boolean stopping;
    private volatile boolean restarting;
    private volatile @Nullable RunningServer running;

    /// @param note shown while the component is ready; null for none
    public Supervisor(Component component, StatusBoard board, Clock clock, RestartLimit limit, @Nullable String note) {
        this.component = component;
        this.board = board;
        this.clock = clock;
        this.limit = limit;
        this.note = note;
        this.worker = Thread.ofVirtual().name("watch-" + component.name()).unstarted(this::run);
    }

    public String name() {
        return component.name();
    }

    /// Starts the component asynchronously; the result is true once it is ready, false when it failed for good.
    public Future<Boolean> start() {
        worker.start();
        return first;
    }

    /// Stops the component for good and returns when its process has ended.
    public void stop() {
        stopping = true;
        worker.interrupt();
        try {
            if (!worker.join(STOP_MAX)) {
                board.say(component.name() + " did not stop within " + STOP_MAX.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops the component and starts it again.
    public void restart() {
        var server = running;
        if (server != null) {
            restarting = true;
            board.become(component.name(), State.RESTARTING, null, note);
            server.close();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                var server = startedOrGivenUp();
                first.complete(server != null);
                if (server == null) {
                    return;
                }
                watch(server);
            }
        } finally {
            first.complete(false);
            forget();
        }
    }

    private @Nullable RunningServer startedOrGivenUp() {
        while (!stopping) {
            board.become(component.name(), State.STARTING, null, null);
            try {
                var server = component.starter().start();
                board.become(component.name(), State.READY, server.process().pid(), note);
                return server;
            } catch (RuntimeException e) {
                if (stopping || !again(String.valueOf(e.getMessage()))) {
                    return null;
                }
            }
        }
        return null;
    }

    private void watch(RunningServer server) {
        try {
            running = server;
            var code = server.process().waitFor();
            running = null;
            if (restarting) {
                restarting = false;
            } else if (!stopping) {
                again("ended with code " + code + ". Its last lines:\n"
                        + LogTail.last(component.files().log(), LINES_SHOWN));
            }
        } catch (InterruptedException e) {
            server.close();
        }
    }

    /// Reports the failure and waits until the next start. False when there is none: a component that was never
    /// ready is given up at the restart limit; one that was ready can be so again when its fault is removed.
    private boolean again(String happened) {
        var pause = limit.next(clock.instant());
        board.say(component.name() + ": " + happened.strip().replace("\n", "\n    "));
        if (pause.isEmpty()) {
            var wasReady = first.getNow(false);
            board.say(component.name() + " failed too often and is "
                    + (wasReady ? "restarted only every " + limit.slow().toSeconds() + " s" : "not restarted")
                    + ". Its log: " + component.files().log());
            board.become(component.name(), State.FAILED, null, firstLine(happened));
            stopping = !wasReady;
            return wasReady && slept(limit.slow());
        }
        board.become(component.name(), State.RESTARTING, null, firstLine(happened));
        return slept(pause.get());
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll(":$", "");
    }

    private void forget() {
        if (board.snapshot().components().stream()
                .noneMatch(status -> status.name().equals(component.name()) && status.state() == State.FAILED)) {
            board.become(component.name(), State.STOPPED, null, null);
        }
        try {
            Files.deleteIfExists(component.files().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
