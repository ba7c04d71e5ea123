package polystore.command;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.infrastructure.Kafka;
import polystore.command.launch.Launcher;
import polystore.command.launch.Preflight;
import polystore.command.progress.Display;
import polystore.command.services.Service;
import polystore.command.services.TraceTarget;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.Snapshot;
import polystore.command.stack.StatusBoard;
import polystore.command.stack.StatusFile;
import polystore.command.traces.TraceReceiver;

/// `up`: starts the stack and supervises it until it is stopped, in the foreground or, with `--detach`, in the
/// background.
@Command(
        name = "up",
        description = "Start the stack; Ctrl-C stops services before stores.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--detach",
            description =
                    "Run in the background; return 0 once all components are ready, 1 with the cause if one is not.")
    private boolean detach;

    @Option(names = "--only", paramLabel = "infra", description = "Start the stores without the services.")
    private Only only = Only.ALL;

    @Option(
            names = "--without",
            paramLabel = "service",
            description = "Do not start this service (orders, catalog, analytics, gateway), and write the environment"
                    + " variables that it needs to the file .env of its module.")
    private Set<Service> without = EnumSet.noneOf(Service.class);

    @Option(
            names = "--tls",
            description = "Encrypt every connection, with an authority created for this stack: .polystore/tls/ca.pem.")
    private boolean tls;

    @Option(
            names = "--traces",
            description = "Trace every request and keep the last traces in memory; the console shows them.")
    private boolean traces;

    enum Only {
        ALL,
        INFRA
    }

    @Override
    public Integer call() throws InterruptedException {
        var home = Polystore.home();
        var ports = Polystore.ports();
        return detach ? new DetachedUp(home, ports, only, without, tls, traces).call() : inForeground(home, ports);
    }

    private int inForeground(Home home, Ports ports) throws InterruptedException {
        var lock = LauncherLock.take(home.launcherLock());
        if (lock.isEmpty()) {
            System.err.println(running(home, ports));
            return 1;
        }
        try (var _ = lock.get()) {
            return launch(home, ports);
        }
    }

    private int launch(Home home, Ports ports) throws InterruptedException {
        var preflight = new Preflight(home, ports, Polystore.environment());
        var orphans = preflight.stopOrphans();
        if (!orphans.isEmpty()) {
            System.out.println(
                    "Stopped processes that an earlier launcher left running: " + String.join(", ", orphans));
        }
        preflight.rotateLogs();
        var taken = preflight.portsTaken(services(), traces);
        if (!taken.isEmpty()) {
            taken.forEach(System.err::println);
            return 1;
        }
        StackTls.choose(home, tls);
        StackTls.of(home).ifPresent(StackTls::trust);
        var kafka = Kafka.of(home, ports, Polystore.environment());
        var board = new StatusBoard(Clock.systemUTC(), gateway(home, ports), kafka.bootstrap());
        var target = traces
                ? TraceTarget.shown(TraceReceiver.listen(ports.traces()).address(), Polystore.environment())
                : TraceTarget.of(Polystore.environment());
        var launcher = new Launcher(home, ports, Polystore.environment(), target, board);
        var display = Display.on(System.out);
        board.addViewer(display);
        board.addViewer(new StatusFile(home.statusFile()));
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher, display, ended), "stop"));
        launcher.start(services(), without);
        if (board.snapshot().phase() == Snapshot.Phase.READY && services().contains(Service.GATEWAY)) {
            System.out.println(Welcome.text(home, gateway(home, ports)));
        }
        ended.await();
        return 0;
    }

    private Set<Service> services() {
        if (only == Only.INFRA) {
            return EnumSet.noneOf(Service.class);
        }
        var services = EnumSet.allOf(Service.class);
        services.removeAll(without);
        return services;
    }

    private static void stop(Launcher launcher, Display display, CountDownLatch ended) {
        display.close();
        System.out.println("Stopping");
        launcher.stop();
        System.out.println("Stopped");
        ended.countDown();
    }

    static String running(Home home, Ports ports) {
        var holder = LauncherLock.heldBy(home.launcherLock())
                .map(process -> " by process " + process.pid())
                .orElse("");
        return "This stack is already running" + holder + "; the gateway is at " + gateway(home, ports)
                + ". See ./polystore status, stop it with ./polystore down.";
    }

    static String gateway(Home home, Ports ports) {
        return StackTls.address(home, ports.gateway());
    }
}
