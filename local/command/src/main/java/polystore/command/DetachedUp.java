package polystore.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.infrastructure.Jvm;
import polystore.command.progress.Display;
import polystore.command.services.Service;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.Snapshot;
import polystore.command.stack.StatusFile;
import polystore.stores.LogTail;
import polystore.stores.ProcessFiles;
import polystore.stores.ServerProcess;

/// Starts the launcher as a process that outlives this one and the terminal, and reports its progress until the
/// stack is ready or has failed.
record DetachedUp(Home home, Ports ports, UpCommand.Only only, Set<Service> without, boolean tls, boolean traces) {
    /// Longer than the start limit of any single component.
    private static final Duration READY_MAX = Duration.ofMinutes(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final String NAME = "launcher";

    int call() throws InterruptedException {
        var files = new ProcessFiles(home.log(NAME), home.run().resolve("launcher-process.pid"));
        try (var lock = LauncherLock.take(home.launcherLock()).orElse(null)) {
            if (lock == null) {
                System.err.println(UpCommand.running(home, ports));
                return 1;
            }
            forgetLastRun();
        }
        var process =
                ServerProcess.start(command(), home.checkout(), Map.of(), files).process();
        var display = Display.on(System.out);
        try {
            return follow(process, display);
        } finally {
            display.close();
        }
    }

    private int follow(Process process, Display display) throws InterruptedException {
        var end = System.nanoTime() + READY_MAX.toNanos();
        while (System.nanoTime() < end) {
            var snapshot = new StatusFile(home.statusFile()).read().filter(read -> read.launcher() == process.pid());
            snapshot.ifPresent(display::changed);
            var verdict = snapshot.flatMap(this::verdict);
            if (verdict.isPresent()) {
                display.close();
                return say(verdict.get());
            }
            if (!process.isAlive()) {
                System.err.println(LogTail.last(home.log(NAME), 20));
                return 1;
            }
            Thread.sleep(LOOK_EVERY);
        }
        System.err.println("Not ready after " + READY_MAX.toMinutes() + " min; see ./polystore status");
        return 1;
    }

    private Optional<Snapshot> verdict(Snapshot snapshot) {
        return Optional.of(snapshot)
                .filter(now -> now.phase() == Snapshot.Phase.READY || now.phase() == Snapshot.Phase.INCOMPLETE);
    }

    private int say(Snapshot snapshot) {
        if (snapshot.phase() == Snapshot.Phase.READY) {
            System.out.println(
                    only == UpCommand.Only.ALL ? Welcome.text(home, snapshot.gateway()) : "The stores are ready.");
            return 0;
        }
        snapshot.components().stream()
                .filter(component -> !component.state().usable())
                .forEach(component -> System.err.println("Not ready: " + component.name() + " is "
                        + component.state().word() + (component.note() == null ? "" : ", " + component.note())));
        snapshot.messages().forEach(System.err::println);
        System.err.println(
                "The components that are ready keep running; ./polystore logs shows the cause, ./polystore down stops all.");
        return 1;
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Jvm.java().toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("-D") || argument.startsWith("--"))
                .filter(argument -> !argument.startsWith("-XX:SharedArchiveFile"))
                .forEach(command::add);
        command.addAll(Jvm.archiving(NAME));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Polystore.class.getName(), "up"));
        if (only == UpCommand.Only.INFRA) {
            command.addAll(List.of("--only", "infra"));
        }
        if (tls) {
            command.add("--tls");
        }
        if (traces) {
            command.add("--traces");
        }
        without.forEach(service -> command.addAll(List.of("--without", service.label())));
        return command;
    }

    private void forgetLastRun() {
        try {
            Files.deleteIfExists(home.log(NAME));
            Files.deleteIfExists(home.statusFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
