package polystore.command.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polystore.command.infrastructure.Postgres;

/// A table in a database of its own on the stack's PostgreSQL, whose rows `transform live` follows and
/// `transform verify --every` compares, both with `--metrics`, at the ports that `deploy/observability/prometheus`
/// scrapes.
final class MeteredTable implements AutoCloseable {
    private static final String NAME = "metered";
    private static final int LIVE_PORT = 9464;
    private static final int VERIFY_PORT = 9465;

    private final Postgres postgres;
    private final List<Process> processes = new ArrayList<>();

    MeteredTable(LocalStack stack) throws IOException, SQLException {
        postgres = Postgres.of(stack.home(), stack.ports(), Map.of());
        execute("postgres", "create database " + NAME);
        execute(NAME, "create table metered (id int primary key, name text)");
        var mapping = Files.writeString(stack.home().folder().resolve("metered.yaml"), """
                mapping: metered
                source: %s
                target: mongodb://127.0.0.1:%d/metered
                root: public.metered
                """.formatted(
                        postgres.server().jdbcUrl(NAME), stack.ports().mongo()));
        var offset = stack.ports().offset();
        var shell = with(
                stack,
                Map.of(
                        "PGUSER",
                        postgres.superuser().user(),
                        "PGPASSWORD",
                        postgres.superuser().password()));
        start(shell, "live", mapping, LIVE_PORT + offset);
        start(shell, "verify", mapping, VERIFY_PORT + offset, "--every", "1", "--lag", "100", "--share", "100");
    }

    private static LocalStack with(LocalStack stack, Map<String, String> more) {
        var environment = new HashMap<>(stack.environment());
        environment.putAll(more);
        return new LocalStack(stack.home(), stack.ports(), environment);
    }

    private void start(LocalStack shell, String command, Path mapping, int port, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("transform", command, "-f", mapping.toString(), "--metrics", Integer.toString(port)));
        arguments.addAll(List.of(more));
        processes.add(shell.start(arguments.toArray(String[]::new)));
    }

    void change(int id) throws SQLException {
        execute(NAME, "insert into metered values (" + id + ", 'x') on conflict (id) do update set name = 'y'");
    }

    private void execute(String database, String statement) throws SQLException {
        try (var connection = connect(database);
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private Connection connect(String database) throws SQLException {
        var superuser = postgres.superuser();
        return DriverManager.getConnection(postgres.server().jdbcUrl(database), superuser.user(), superuser.password());
    }

    /// A slot that nobody reads would keep the log of the whole server.
    @Override
    public void close() throws SQLException {
        processes.forEach(Prometheus::stop);
        execute(
                "postgres",
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = '" + NAME + "'");
        execute("postgres", "drop database " + NAME + " with (force)");
    }
}
