package polystore.command.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polystore.command.bench.PgbenchScript.Sample;
import polystore.command.home.Home;
import polystore.command.infrastructure.Jvm;
import polystore.command.infrastructure.Postgres;
import polystore.command.services.Service;
import polystore.stores.LogTail;
import polystore.stores.ServerProcess;
import polystore.stores.ServiceDatabase;

/// The database of the pgbench baseline: on the same server as that of the service, with the schema that the
/// service's own migrations create.
record BenchDatabase(Home home, Postgres postgres) {
    private static final Duration MIGRATION_MAX = Duration.ofMinutes(2);
    private static final String NAME = "bench_orders";

    /// Creates, migrates and fills the database.
    ServiceDatabase prepared() throws SQLException, InterruptedException {
        var orders = postgres.database("orders");
        var database =
                new ServiceDatabase(orders.server(), NAME, orders.owner(), orders.application(), orders.reader());
        database.create(postgres.superuser());
        migrate(database);
        BenchProducts.into(database.jdbcUrl(), postgres.superuser(), true);
        return database;
    }

    /// The payload and personal data that the service wrote for an order, reused in the script of pgbench.
    Sample sample(String orderId) throws SQLException {
        var superuser = postgres.superuser();
        var url = postgres.database("orders").jdbcUrl();
        try (var connection = DriverManager.getConnection(url, superuser.user(), superuser.password());
                var statement = connection.prepareStatement("""
                        select x.payload, encode(o.personal, 'hex') from orders o join outbox x on x.aggregate = o.id
                        where o.id = cast(? as uuid)""")) {
            statement.setString(1, orderId);
            var rows = statement.executeQuery();
            rows.next();
            return new Sample(rows.getString(1), rows.getString(2));
        }
    }

    /// The server's version and the settings that determine the cost of a commit.
    String settings() throws SQLException {
        var superuser = postgres.superuser();
        try (var connection = DriverManager.getConnection(
                        postgres.server().jdbcUrl("postgres"), superuser.user(), superuser.password());
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select version(), current_setting('fsync'), current_setting('synchronous_commit')")) {
            rows.next();
            return rows.getString(1).replaceFirst(" on .*", "") + ", fsync " + rows.getString(2)
                    + ", synchronous_commit " + rows.getString(3);
        }
    }

    private void migrate(ServiceDatabase database) throws InterruptedException {
        var files = home.processFiles("bench-migration");
        var program = Service.ORDERS.built(home);
        var command = new java.util.ArrayList<>(Jvm.bounded(Service.ORDERS.heapMegabytes()));
        command.addAll(List.of("-jar", program.resolve("quarkus-run.jar").toString(), "migrate"));
        try (var run = ServerProcess.start(command, Path.of("."), environment(database), files)) {
            if (!run.process().waitFor(MIGRATION_MAX.toSeconds(), TimeUnit.SECONDS)
                    || run.process().exitValue() != 0) {
                throw new IllegalStateException(
                        "The migration of " + NAME + " failed:\n" + LogTail.last(files.log(), 20));
            }
        }
    }

    private Map<String, String> environment(ServiceDatabase database) {
        var environment = new HashMap<String, String>();
        environment.put("POSTGRES_URL", database.jdbcUrl());
        environment.put("POSTGRES_USER", database.application().user());
        environment.put("POSTGRES_OWNER_USER", database.owner().user());
        environment.put("POSTGRES_OWNER_PASSWORD", database.owner().password());
        return environment;
    }
}
