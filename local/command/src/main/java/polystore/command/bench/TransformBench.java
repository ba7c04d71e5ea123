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

/// `bench transform`: documents/s that are made of rows within a small heap, beside COPY of the same rows alone.
@Command(
        name = "transform",
        description =
                "Make documents of rows, without writing them, within a bounded heap; taking turns with COPY of the"
                        + " same rows alone, on the PostgreSQL of the running stack.",
        mixinStandardHelpOptions = true)
final class TransformBench implements Callable<Integer> {

    private static final String NAME = "bench_transform";
    private static final long SHORT_ROWS = 60_000;

    @Option(names = "--short", description = "60,000 rows, one round: to see that it works.")
    private boolean brief;

    @Option(names = "--rows", description = "Rows of all tables; a document is made of six (${DEFAULT-VALUE}).")
    private long rows = 5_000_000;

    @Option(names = "--rounds", description = "Pairs of turns (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--heap", paramLabel = "MB", description = "Most heap of the program (${DEFAULT-VALUE}).")
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
