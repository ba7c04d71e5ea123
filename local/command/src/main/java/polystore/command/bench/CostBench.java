package polystore.command.bench;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.launch.Launcher;
import polystore.command.progress.Display;
import polystore.command.seed.Gateway;
import polystore.command.services.Service;
import polystore.command.services.TraceTarget;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.StatusBoard;
import polystore.command.traces.TraceReceiver;

/// `bench cost`: CPU time of the services for an order and for a read of a product through the gateway, without metrics
/// and traces, with metrics, and with traces of one request in a hundred too.
@Command(
        name = "cost",
        description = "Start the stack and measure the CPU time that metrics and traces cost, with services that are"
                + " restarted for each side of each round. No stack may run in the same POLYSTORE_HOME.",
        mixinStandardHelpOptions = true)
final class CostBench implements Callable<Integer> {
    private static final Duration TOKENS = Duration.ofHours(12);
    private static final int LINES = 3;

    @Option(names = "--rounds", description = "Measurements of each side (${DEFAULT-VALUE}).", defaultValue = "6")
    private int rounds;

    @Option(names = "--seconds", description = "Length of a measurement (${DEFAULT-VALUE}).", defaultValue = "15")
    private int seconds;

    @Option(
            names = "--warm-up",
            description = "Seconds of load before each measurement (${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int warmUpSeconds;

    @Option(names = "--clients", description = "Concurrent clients (${DEFAULT-VALUE}).", defaultValue = "8")
    private int clients;

    private final Home home = Home.ofThisProcess();
    private final Ports ports = Ports.of(System.getenv());
    private final Map<String, String> environment = System.getenv();

    @Override
    public Integer call() throws Exception {
        var lock = LauncherLock.take(home.launcherLock());
        if (lock.isEmpty()) {
            System.err.println("A stack runs in " + home.folder() + ": stop it with ./polystore down, or set"
                    + " POLYSTORE_HOME and POLYSTORE_PORT_OFFSET to others.");
            return 1;
        }
        try (var _ = lock.get()) {
            StackTls.choose(home, false);
            var bootstrap = Kafka.of(home, ports, environment).bootstrap();
            var board =
                    new StatusBoard(Clock.systemUTC(), address(ports.gateway()).toString(), bootstrap);
            var launcher = new Launcher(home, ports, environment, TraceTarget.of(Map.of()), board);
            var display = Display.on(System.out);
            board.addViewer(display);
            launcher.start(EnumSet.noneOf(Service.class), EnumSet.allOf(Service.class));
            display.close();
            try (var receiver = TraceReceiver.listen(0)) {
                measure(receiver.address());
            } finally {
                launcher.stop();
            }
        }
        return 0;
    }

    private void measure(String receiver) throws Exception {
        var postgres = Postgres.of(home, ports, environment);
        BenchProducts.into(postgres.database("orders").jdbcUrl(), postgres.superuser(), false);
        var load = load();
        System.out.printf(
                "%d processors; %d clients; %d lines an order; %d rounds of %d s of orders and %d s of reads each%n",
                Runtime.getRuntime().availableProcessors(), clients, LINES, rounds, seconds, seconds);
        var measured = new ArrayList<CostRound>();
        for (int round = 0; round < rounds; round++) {
            measured.add(round(load, round, receiver));
            System.out.printf("after round %d of %d%n%s%n", round + 1, rounds, CostRound.report(measured));
        }
    }

    /// The sides take turns at being first, because what comes later finds more rows.
    private CostRound round(CostLoad load, int number, String receiver) throws Exception {
        var order = new ArrayList<>(List.of(CostSide.values()));
        Collections.rotate(order, number);
        var figures = new EnumMap<CostSide, CostRound.Figures>(CostSide.class);
        for (var side : order) {
            try (var services = CostServices.start(home, ports, side.variables(receiver))) {
                CatalogProducts.into(Gateway.of(address(ports.gateway()).toString(), token("staff", "bench")));
                figures.put(side, load.measure(services, side));
            }
        }
        return new CostRound(figures);
    }

    private CostLoad load() {
        var plan = new CostLoad.Plan(clients, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
        var gateway = address(ports.gateway());
        var customers = IntStream.rangeClosed(1, BenchProducts.CUSTOMERS)
                .mapToObj(n -> token("customer", BenchProducts.CUSTOMER + n))
                .toList();
        var metrics = Stream.of(Service.values())
                .map(service -> address(service.port(ports)).resolve("/q/metrics"))
                .toList();
        return new CostLoad(
                plan,
                new ServiceLoad(gateway, customers, LINES),
                new ProductReads(gateway),
                metrics,
                token("operator", "bench"));
    }

    private String token(String role, String subject) {
        return new Tokens(SigningKey.in(home.keys())).sign(role, subject, Instant.now(), TOKENS);
    }

    private URI address(int port) {
        return URI.create(StackTls.address(home, port));
    }
}
