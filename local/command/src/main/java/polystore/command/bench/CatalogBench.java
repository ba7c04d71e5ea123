package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.mongodb.Mongo;
import polystore.command.seed.Gateway;
import polystore.command.services.Service;
import polystore.command.stack.RunningComponent;
import polystore.command.stack.Snapshot;
import polystore.command.stack.StatusFile;

/// `bench catalog`: product reads per second of the catalog service with its caches and without them, compared with
/// the MongoDB driver alone.
@Command(
        name = "catalog",
        description = "Read products over HTTP, alternately with the caches, without them, and by the MongoDB driver.",
        mixinStandardHelpOptions = true)
final class CatalogBench implements Callable<Integer> {
    private static final int MISSING_REQUIREMENT = 2;

    @Mixin
    private PlanOptions size = new PlanOptions();

    private final Home home = Home.ofThisProcess();
    private final Ports ports = Ports.of(System.getenv());

    @Override
    public Integer call() throws IOException, InterruptedException {
        var status = new StatusFile(home.statusFile()).read();
        if (status.isEmpty()) {
            System.err.println(
                    "The stack of " + home.folder() + " is not running. Start it with ./polystore up --detach, or set"
                            + " POLYSTORE_HOME and POLYSTORE_PORT_OFFSET to those of a running stack.");
            return MISSING_REQUIREMENT;
        }
        measure(size.plan(1), status.get());
        return 0;
    }

    private void measure(BenchPlan plan, Snapshot status) throws IOException, InterruptedException {
        var staff =
                new Tokens(SigningKey.in(home.keys())).sign("staff", "bench", Instant.now(), Duration.ofMinutes(10));
        CatalogProducts.into(Gateway.of(StackTls.address(home, ports.gateway()), staff));
        var catalog = RunningComponent.of(status, Service.CATALOG.label());
        var mongo = RunningComponent.of(status, Mongo.NAME);
        System.out.printf(
                "%s; %d processors; nine of ten reads of %d products among %d; %d rounds of %d s each%n%s%n",
                store(status),
                Runtime.getRuntime().availableProcessors(),
                CatalogProducts.OFTEN_READ,
                CatalogProducts.COUNT,
                plan.rounds(),
                plan.length().toSeconds(),
                CatalogReport.head());
        try (var uncached = UncachedCatalog.start(catalog, home);
                var driver = MongoReads.of(catalog.environment())) {
            var cached = new ProductReads(URI.create(StackTls.address(home, ports.catalog())));
            var sides = List.of(
                    new CatalogRounds.Side(cached, new Cpu(catalog.process())),
                    new CatalogRounds.Side(new ProductReads(uncached.address()), new Cpu(uncached.process())),
                    new CatalogRounds.Side(driver, new Cpu(ProcessHandle.current())));
            new CatalogRounds(plan, sides, new Cpu(mongo.process())).run();
        }
    }

    /// MongoDB or the server that stands in for it: a ratio to the stand-in says little about MongoDB.
    static String store(Snapshot status) {
        return status.components().stream()
                .filter(component -> component.name().equals(Mongo.NAME))
                .map(component -> "MongoDB: " + component.note())
                .findFirst()
                .orElse("MongoDB");
    }
}
