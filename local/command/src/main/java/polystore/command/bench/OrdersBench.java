package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.infrastructure.Postgres;
import polystore.command.mongodb.Mongo;
import polystore.command.services.Service;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.PortHolder;
import polystore.command.stack.Snapshot;
import polystore.command.stack.StatusFile;
import polystore.stores.ServerProcess;

/// `bench orders`: orders per second and CPU time per order of the running orders service, compared with pgbench
/// that runs the same statements on the same PostgreSQL.
@Command(
        name = "orders",
        description = "Place orders over HTTP, alternating with pgbench that runs the same statements.",
        mixinStandardHelpOptions = true)
final class OrdersBench implements Callable<Integer> {
    private static final int MISSING_REQUIREMENT = 2;
    private static final Set<String> NOT_MEASURED =
            Set.of(Service.ANALYTICS.label(), Service.CATALOG.label(), Mongo.NAME);

    @Mixin
    private PlanOptions size = new PlanOptions();

    @Option(names = "--lines", description = "Lines per order (default: 3).")
    private int lines = 3;

    @Option(
            names = "--gateway",
            description = "Send the orders through the gateway; its rate limit must be raised first.")
    private boolean gateway;

    @Option(
            names = "--alone",
            description =
                    "Suspend analytics, catalog and MongoDB during the measurement, so that they take no CPU time from"
                            + " the service and from pgbench.")
    private boolean alone;

    private final Home home = Home.ofThisProcess();
    private final Ports ports = Ports.of(System.getenv());

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        var pgbench = ServerProcess.onPath("pgbench");
        if (pgbench.isEmpty()) {
            System.err.println("""
                    The baseline is measured with pgbench, which is not on the PATH. Install it with:
                      Debian, Ubuntu   apt-get install postgresql-contrib
                      macOS            brew install postgresql""");
            return MISSING_REQUIREMENT;
        }
        if (LauncherLock.heldBy(home.launcherLock()).isEmpty()) {
            System.err.println(
                    "The stack of " + home.folder() + " is not running. Start it with ./polystore up --detach, or set"
                            + " POLYSTORE_HOME and POLYSTORE_PORT_OFFSET to those of a running stack.");
            return MISSING_REQUIREMENT;
        }
        var service = PortHolder.of(ports.orders());
        var server = PortHolder.of(ports.postgres());
        if (service.isEmpty() || server.isEmpty()) {
            System.err.println(
                    "The orders service and PostgreSQL must run on this machine, because their CPU time is read"
                            + " from its /proc: see ./polystore status");
            return MISSING_REQUIREMENT;
        }
        measure(size.plan(lines), Path.of(pgbench.get()), new Cpu(service.get()), new Cpu(server.get()));
        return 0;
    }

    private void measure(BenchPlan plan, Path pgbench, Cpu service, Cpu server)
            throws SQLException, IOException, InterruptedException {
        var postgres = Postgres.of(home, ports, System.getenv());
        var bench = new BenchDatabase(home, postgres);
        BenchProducts.into(postgres.database("orders").jdbcUrl(), postgres.superuser(), false);
        var baseline = new Pgbench(
                pgbench, ports.postgres(), bench.prepared(), home.run().resolve("bench"));
        var load = new ServiceLoad(address(), tokens(), plan.lines());
        var sample = bench.sample(load.placeOne());
        var script = new PgbenchScript(ServiceSql.of(Service.ORDERS.built(home)), plan.lines(), sample).text();
        System.out.printf(
                "%s; %d processors; %d lines an order; %d rounds of %d s each%n%s%n",
                bench.settings(),
                Runtime.getRuntime().availableProcessors(),
                plan.lines(),
                plan.rounds(),
                plan.length().toSeconds(),
                OrdersReport.head());
        load.run(16, plan.warmUp());
        try (var _ = SuspendedProcesses.of(alone ? notMeasured() : List.of())) {
            new Rounds(plan, load, baseline, script, service, server).run();
        }
    }

    private URI address() {
        return URI.create(StackTls.address(home, gateway ? ports.gateway() : ports.orders()));
    }

    private List<Long> notMeasured() {
        return new StatusFile(home.statusFile())
                .read().map(Snapshot::components).orElse(List.of()).stream()
                        .filter(component -> NOT_MEASURED.contains(component.name()))
                        .map(ComponentStatus::pid)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private List<String> tokens() {
        var signer = new Tokens(SigningKey.in(home.keys()));
        var now = Instant.now();
        return IntStream.rangeClosed(1, BenchProducts.CUSTOMERS)
                .mapToObj(n -> signer.sign("customer", BenchProducts.CUSTOMER + n, now, Duration.ofHours(1)))
                .toList();
    }
}
