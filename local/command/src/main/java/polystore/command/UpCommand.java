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
import polystore.command.infrastructure.Kafka;
import polystore.command.launch.Doorman;
import polystore.command.launch.Launcher;
import polystore.command.progress.Display;
import polystore.command.services.Service;
import polystore.command.stack.Board;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.Snapshot;
import polystore.command.stack.StatusFile;

/// `up`: starts the stack and stays with it, or lets a launcher in the background do so.
@Command(name = "up", description = "Start the stack; Ctrl-C stops it in order.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(names = "--detach", description = "Return when everything is ready (0) or say what is not (1).")
    private boolean detach;

    @Option(names = "--only", paramLabel = "infra", description = "Start the stores without the services.")
    private Only only = Only.ALL;

    @Option(
            names = "--without",
            paramLabel = "service",
            description =
                    "Do not start this service (orders, catalog, analytics, gateway), and write what it needs from"
                            + " its environment to the file .env of its module.")
    private Set<Service> without = EnumSet.noneOf(Service.class);

    enum Only {
        ALL,
        INFRA
    }

    @Override
    public Integer call() throws InterruptedException {
        var home = Polystore.home();
        var ports = Polystore.ports();
        return detach ? new DetachedUp(home, ports, only, without).call() : inForeground(home, ports);
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
        var doorman = new Doorman(home, ports, Polystore.environment());
        var orphans = doorman.stopOrphans();
        if (!orphans.isEmpty()) {
            System.out.println("Stopped what an earlier launcher left behind: " + String.join(", ", orphans));
        }
        doorman.shelveLogs();
        var taken = doorman.portsTaken(services());
        if (!taken.isEmpty()) {
            taken.forEach(System.err::println);
            return 1;
        }
        var kafka = Kafka.of(home, ports, Polystore.environment());
        var board = new Board(Clock.systemUTC(), gateway(ports), kafka.bootstrap());
        var launcher = new Launcher(home, ports, Polystore.environment(), board);
        var display = Display.on(System.out);
        board.addViewer(display);
        board.addViewer(new StatusFile(home.statusFile()));
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher, display, ended), "stop"));
        launcher.start(services(), without);
        if (board.snapshot().phase() == Snapshot.Phase.READY && services().contains(Service.GATEWAY)) {
            System.out.println(Welcome.text(gateway(ports)));
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
        var who = LauncherLock.heldBy(home.launcherLock())
                .map(process -> " by process " + process.pid())
                .orElse("");
        return "This stack is already running" + who + "; the gateway is at " + gateway(ports)
                + ". See ./polystore status, stop it with ./polystore down.";
    }

    static String gateway(Ports ports) {
        return "http://127.0.0.1:" + ports.gateway();
    }
}
