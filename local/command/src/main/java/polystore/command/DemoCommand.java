package polystore.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.demo.Analytics;
import polystore.command.demo.CatchUp;
import polystore.command.demo.Checkout;
import polystore.command.demo.Clients;
import polystore.command.demo.Pause;
import polystore.command.demo.RetryingGateway;
import polystore.command.demo.StaffClient;
import polystore.command.demo.TokenCache;
import polystore.command.demo.generated.DemoPlan;
import polystore.command.demo.generated.GeneratedDemo;
import polystore.command.demo.northwind.NorthwindDatabase;
import polystore.command.demo.northwind.NorthwindDemo;
import polystore.command.home.StackTls;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.infrastructure.Postgres;

/// `demo`: creates products, stock and orders through the gateway, then compares the figures of analytics with them.
@Command(
        name = "demo",
        description = "Fill the catalog, place and pay orders, and compare the sales that analytics reports with them.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int PRODUCTS_MAX = 10_000;
    private static final int ORDERS_MAX = 1_000_000;
    private static final int CLIENTS_MAX = 64;
    private static final int BASE_36 = 36;

    @Option(names = "--products", defaultValue = "50", description = "Number of products to create (${DEFAULT-VALUE}).")
    private int products;

    @Option(
            names = "--orders",
            defaultValue = "200",
            description = "Number of orders to place and pay (${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--customers",
            defaultValue = "20",
            description = "Number of customers to spread the orders over (${DEFAULT-VALUE}).")
    private int customers;

    @Option(names = "--clients", defaultValue = "4", description = "Number of concurrent requests (${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--northwind",
            paramLabel = "FILE",
            description = "Import the Northwind database from its SQL dump instead of generating data.")
    private @Nullable Path northwind;

    @Override
    public Integer call() {
        between("--products", products, 1, PRODUCTS_MAX);
        between("--orders", orders, 1, ORDERS_MAX);
        between("--customers", customers, 1, ORDERS_MAX);
        between("--clients", clients, 1, CLIENTS_MAX);
        if (northwind != null && !Files.isRegularFile(northwind)) {
            throw new IllegalArgumentException("There is no file " + northwind);
        }
        return equal(Clock.systemUTC()) ? 0 : 1;
    }

    private boolean equal(Clock clock) {
        var tokens = new TokenCache(new Tokens(SigningKey.in(Polystore.home().keys())), clock);
        var pause = Pause.real();
        var gateway = new RetryingGateway(
                StackTls.address(Polystore.home(), Polystore.ports().gateway()), tokens, pause);
        gateway.requireReachable();
        var staff = new StaffClient(gateway, clock, pause);
        var analytics = new Analytics(gateway, new CatchUp(clock, pause));
        var checkout = new Checkout(gateway);
        var working = new Clients(clients, System.out);
        if (northwind != null) {
            var postgres = Postgres.of(Polystore.home(), Polystore.ports(), Polystore.environment());
            var database = new NorthwindDatabase(postgres.database("northwind"));
            return new NorthwindDemo(database, staff, checkout, analytics, working, clock, System.out)
                    .run(northwind, postgres.superuser());
        }
        var now = clock.instant();
        var plan = new DemoPlan(Long.toString(now.toEpochMilli(), BASE_36), products, orders, customers);
        return new GeneratedDemo(plan, staff, checkout, analytics, working, System.out).run(now);
    }

    private static void between(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
