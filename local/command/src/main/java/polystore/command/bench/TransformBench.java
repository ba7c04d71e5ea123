package polystore.command.bench;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Postgres;
import polystore.command.stack.RunningComponent;
import polystore.command.stack.StatusFile;
import polystore.stores.ServiceDatabase;

/// `bench transform`: rows converted to documents in a small heap, compared with COPY of the same rows; runs
/// into MongoDB, compared with `bulkWrite`; and the latency of live changes.
@Command(
        name = "transform",
        description =
                "Convert rows to documents in a bounded heap, alternating with COPY of the same rows; write documents to"
                        + " MongoDB, alternating with bulkWrite of ready ones; follow changes and measure their latency."
                        + " On the PostgreSQL and the MongoDB of the running stack.",
        mixinStandardHelpOptions = true)
final class TransformBench implements Callable<Integer> {

    private static final String NAME = "bench_transform";
    private static final String SINK_NAME = "bench_transform_sink";
    private static final String TARGET = "analytics";
    private static final long SHORT_ROWS = 60_000;
    private static final int SHORT_SECONDS = 2;

    @Option(names = "--short", description = "A quick trial: 60,000 rows, one round.")
    private boolean brief;

    @Option(names = "--rows", description = "Rows of all tables; each document consists of six (${DEFAULT-VALUE}).")
    private long rows = 5_000_000;

    @Option(names = "--rounds", description = "Measurements of each side (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--heap", paramLabel = "MB", description = "Maximum heap of the programs (${DEFAULT-VALUE}).")
    private int heapMegabytes = 128;

    @Option(names = "--documents", description = "Documents that are written to MongoDB (${DEFAULT-VALUE}).")
    private long documents = 20_000;

    @Option(names = "--rate", description = "Live changes per second (${DEFAULT-VALUE}).")
    private int changesPerSecond = 500;

    @Option(names = "--seconds", description = "How long live changes are made (${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        var home = Home.ofThisProcess();
        var postgres = Postgres.of(home, Ports.of(System.getenv()), System.getenv());
        var times = brief ? 1 : rounds;
        var extraction = created(postgres, NAME);
        fill(extraction, brief ? SHORT_ROWS : rows);
        var code = run(extraction, times, heapMegabytes);

        var sink = created(postgres, SINK_NAME);
        var changes = changesPerSecond * (brief ? SHORT_SECONDS : seconds);
        fill(
                sink,
                Math.max(brief ? SHORT_ROWS / TransformTables.ROWS_OF_A_DOCUMENT : documents, changes)
                        * TransformTables.ROWS_OF_A_DOCUMENT);
        var program = new SinkMeasurements(sink.jdbcUrl(), postgres.superuser(), mongo(home), TARGET, heapMegabytes);
        return code + program.toSink(times) + program.live(changesPerSecond, brief ? SHORT_SECONDS : seconds) == 0
                ? 0
                : 1;
    }

    /// As the service of the target reaches it.
    private static String mongo(Home home) throws IOException {
        var status = StatusFile.ofRunning(home)
                .orElseThrow(() -> new IllegalStateException("Nothing is running. Start it with ./polystore up"));
        System.out.println(CatalogBench.store(status));
        var environment = RunningComponent.of(status, TARGET).environment();
        return environment.getOrDefault(Variable.MONGODB_URI.name(), "mongodb://127.0.0.1:27017");
    }

    private static ServiceDatabase created(Postgres postgres, String name) throws SQLException {
        var orders = postgres.database("orders");
        var database =
                new ServiceDatabase(orders.server(), name, orders.owner(), orders.application(), orders.reader());
        database.create(postgres.superuser());
        return database;
    }

    static void fill(ServiceDatabase database, long rows) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password());
                var statement = connection.createStatement()) {
            statement.execute(TransformTables.ROWS.formatted(rows / TransformTables.ROWS_OF_A_DOCUMENT));
            statement.execute("vacuum analyze");
        }
    }

    /// @return the program's exit code
    static int run(ServiceDatabase database, int rounds, int heapMegabytes) throws IOException, InterruptedException {
        return MeasuredProgram.run(
                heapMegabytes,
                Map.of(Variable.PGPASSWORD, database.owner().password()),
                TransformProgram.class,
                database.jdbcUrl(),
                database.owner().user(),
                String.valueOf(rounds));
    }
}
