package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.services.Service;
import polystore.command.stack.RunningComponent;
import polystore.command.stack.StatusFile;
import polystore.stores.ServiceDatabase;

/// `bench analytics`: consumed events per second, compared with the same statements without Kafka; the time from the
/// commit of an order until it is in the measures; and a report over many facts.
@Command(
        name = "analytics",
        description =
                "Let the running analytics service consume events, alternating with its own statements without Kafka on the"
                        + " same PostgreSQL; place orders at a fixed rate and measure when they are in the measures; read"
                        + " every report over many facts. The events stay in the stack, in the currency XTS.",
        mixinStandardHelpOptions = true)
final class AnalyticsBench implements Callable<Integer> {

    private static final String NAME = "bench_analytics";
    private static final int REPORTS = 7;

    @Option(
            names = "--short",
            description = "A quick trial: one round of 500 orders, 10,000 facts, 2 s of 20 orders/s.")
    private boolean brief;

    @Option(names = "--rounds", description = "Measurements of each side (${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--orders", description = "Orders of two events each per measurement (${DEFAULT-VALUE}).")
    private int orders = 20_000;

    @Option(names = "--facts", description = "Facts of the report (${DEFAULT-VALUE}).")
    private long facts = 1_000_000;

    @Option(names = "--rate", description = "Orders per second that are placed over HTTP (${DEFAULT-VALUE}).")
    private int rate = 500;

    @Option(names = "--seconds", description = "How long orders are placed (${DEFAULT-VALUE}).")
    private int seconds = 20;

    private final Home home = Home.ofThisProcess();
    private final Ports ports = Ports.of(System.getenv());
    private final Postgres postgres = Postgres.of(home, ports, System.getenv());
    private final AnalyticsEvents events = new AnalyticsEvents();

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        var status = StatusFile.ofRunning(home)
                .orElseThrow(() -> new IllegalStateException("Nothing is running. Start it with ./polystore up"));
        var service =
                RunningComponent.of(status, Service.ANALYTICS.label()).process().pid();
        var kafka = Kafka.of(home, ports, System.getenv()).administration();
        var intake = new AnalyticsIntake(
                kafka, postgres.database(Service.ANALYTICS.label()).jdbcUrl(), postgres.superuser(), service);
        System.out.println(new BenchDatabase(home, postgres).settings() + "; "
                + Runtime.getRuntime().availableProcessors() + " processors");
        try (var baseline = AnalyticsBaseline.start(created(), Service.ANALYTICS.built(home))) {
            consume(intake, baseline, new ConsumerTool(kafka));
            visible(intake);
            report(baseline);
        }
        return 0;
    }

    private ServiceDatabase created() throws SQLException {
        var own = postgres.database(Service.ANALYTICS.label());
        var database = new ServiceDatabase(own.server(), NAME, own.owner(), own.application(), own.reader());
        database.create(postgres.superuser());
        return database;
    }

    /// The first round warms both sides up.
    private void consume(AnalyticsIntake intake, AnalyticsBaseline baseline, ConsumerTool tool)
            throws SQLException, IOException, InterruptedException {
        var count = brief ? 500 : orders;
        var ratios = new ArrayList<Double>();
        for (var round = 0; round <= (brief ? 1 : rounds); round++) {
            var ours = intake.perSecond(events.of(count), events);
            var theirs = Double.parseDouble(baseline.ask("apply " + count));
            var read = tool.perSecond(count);
            if (round > 0) {
                ratios.add(ours / theirs);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: consumed %,.0f events/s; statements alone %,.0f events/s; ratio %.2f;"
                                + " Kafka's consumer tool, which stores nothing, %,.0f events/s%n",
                        round,
                        ours,
                        theirs,
                        ours / theirs,
                        read);
            }
        }
        System.out.println(
                "ratio, median (min to max): " + Spread.of(ratios, it -> it).ratio());
    }

    private void visible(AnalyticsIntake intake) throws SQLException, InterruptedException {
        BenchProducts.into(postgres.database(Service.ORDERS.label()).jdbcUrl(), postgres.superuser(), false);
        var address = URI.create(StackTls.address(home, ports.orders()));
        var orders = new VisibleOrders(
                address, new ServiceLoad(address, tokens(), 3), intake.jdbcUrl(), postgres.superuser());
        var perSecond = brief ? 20 : rate;
        orders.run(perSecond, brief ? 1 : Math.max(2, seconds / 4));
        var result = orders.run(perSecond, brief ? 2 : seconds);
        System.out.printf(
                Locale.ROOT,
                "commit to visible at %.0f orders/s (asked for %d): p50 %.0f ms, p99 %.0f ms; %d of %d orders visible%n",
                result.perSecond(),
                perSecond,
                result.millis(0.5),
                result.millis(0.99),
                result.nanos().length,
                result.placed());
    }

    private void report(AnalyticsBaseline baseline) throws IOException {
        var count = brief ? 10_000 : facts;
        baseline.ask("fill " + count);
        System.out.printf(Locale.ROOT, "reports over %,d facts, each read %d times:%n", count, REPORTS);
        for (var name : baseline.ask("reports").split(Pattern.quote(AnalyticsBaseline.SEPARATOR), -1)) {
            report(baseline, name);
        }
    }

    private static void report(AnalyticsBaseline baseline, String name) throws IOException {
        var millis = new ArrayList<Double>();
        var rows = "";
        for (var read = 0; read < REPORTS; read++) {
            var answer = baseline.ask("report " + name).split(" ", 2);
            millis.add(Double.parseDouble(answer[0]));
            rows = answer[1];
        }
        var spread = Spread.of(millis, it -> it);
        System.out.printf(
                Locale.ROOT,
                "%s: %s rows, median %.0f ms (%.0f to %.0f)%n",
                name,
                rows,
                spread.median(),
                spread.least(),
                spread.most());
    }

    private List<String> tokens() {
        var signer = new Tokens(SigningKey.in(home.keys()));
        var now = Instant.now();
        return IntStream.rangeClosed(1, BenchProducts.CUSTOMERS)
                .mapToObj(n -> signer.sign("customer", BenchProducts.CUSTOMER + n, now, Duration.ofHours(1)))
                .toList();
    }
}
