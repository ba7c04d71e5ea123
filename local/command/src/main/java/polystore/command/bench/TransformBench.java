package polystore.command.bench;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Jvm;
import polystore.command.infrastructure.Postgres;
import polystore.stores.ServiceDatabase;

/// `bench transform`: rows converted to documents per second in a small heap, compared with COPY of the same rows.
@Command(
        name = "transform",
        description =
                "Convert rows to documents in a bounded heap, without writing them, alternating with COPY of the same"
                        + " rows, on the PostgreSQL of the running stack.",
        mixinStandardHelpOptions = true)
final class TransformBench implements Callable<Integer> {

    private static final String NAME = "bench_transform";
    private static final long SHORT_ROWS = 60_000;

    @Option(names = "--short", description = "A quick trial: 60,000 rows, one round.")
    private boolean brief;

    @Option(names = "--rows", description = "Rows of all tables; each document consists of six (${DEFAULT-VALUE}).")
    private long rows = 5_000_000;

    @Option(names = "--rounds", description = "Measurements of each side (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--heap", paramLabel = "MB", description = "Maximum heap of the program (${DEFAULT-VALUE}).")
    private int heapMegabytes = 128;

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        var home = Home.ofThisProcess();
        var postgres = Postgres.of(home, Ports.of(System.getenv()), System.getenv());
        var orders = postgres.database("orders");
        var database =
                new ServiceDatabase(orders.server(), NAME, orders.owner(), orders.application(), orders.reader());
        database.create(postgres.superuser());
        fill(database, brief ? SHORT_ROWS : rows);
        return run(database, brief ? 1 : rounds, heapMegabytes);
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
        var command = Jvm.withOurClasses(heapMegabytes, "bench-transform");
        command.addAll(List.of(
                TransformProgram.class.getName(),
                database.jdbcUrl(),
                database.owner().user(),
                String.valueOf(rounds)));
        var program = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        program.environment().put(Variable.PGPASSWORD.name(), database.owner().password());
        var process = program.start();
        try (var output = process.inputReader()) {
            output.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }
}
