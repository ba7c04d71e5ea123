package polystore.transformers.live;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import polystore.platform.testing.TestStores;
import polystore.stores.FreePort;
import polystore.stores.PostgresServer;
import polystore.stores.ProcessFiles;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.extract.Engine;

/// A PostgreSQL of one test alone, which may be killed, started again and configured.
final class OwnPostgres implements AutoCloseable {

    private static final String PASSWORD = "only-for-tests";

    private final PostgresServer.Settings settings;
    private PostgresServer server;

    OwnPostgres(Path folder) {
        // Those of the shared server.
        var binaries = Path.of(
                System.getProperty("java.io.tmpdir"), "polystore-postgresql-18-" + System.getProperty("user.name"));
        settings = new PostgresServer.Settings(
                binaries,
                folder.resolve("data"),
                ProcessFiles.in(folder, "postgresql"),
                FreePort.next(),
                PASSWORD,
                true);
        server = PostgresServer.start(settings);
    }

    /// An engine on its database, as superuser.
    Engine engine(String schema) throws SQLException {
        var engine = new Engine(List.of(
                server.jdbcUrl("postgres"),
                server.superuser().user(),
                server.superuser().password(),
                TestStores.mongo().uri(),
                TestStores.mongo().freshDatabase("analytics")));
        engine.execute(schema);
        try (var connection = engine.source().getConnection()) {
            StateSchema.make(connection);
        }
        return engine;
    }

    /// Kills every process of the server at once, as the end of its machine does, and starts it again.
    void killAndStart() throws InterruptedException {
        var processes = server.process().descendants().toList();
        server.process().destroyForcibly();
        processes.forEach(ProcessHandle::destroyForcibly);
        server.process().waitFor(30, TimeUnit.SECONDS);
        server = PostgresServer.start(settings);
    }

    @Override
    public void close() {
        server.close();
    }
}
