package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CommandProgram;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

/// A stranger's way from a database to documents that follow it, by the commands alone, on Northwind: the statements
/// that `transform live` asks for are run, then it is killed while rows are written. `-Dpolystore.live.kills=10` kills
/// it more often.
class NorthwindLiveIT {

    private static final int KILLS = Integer.getInteger("polystore.live.kills", 2);
    private static final long WITHIN_S = 120;
    private static final int FORCED = 137;
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    private ServiceDatabase database;
    private Path mapping;
    private Path log;

    @BeforeEach
    void load() throws Exception {
        var northwind = NorthwindSource.load(folder);
        database = northwind.database();
        execute("alter role " + database.owner().user() + " noreplication");
        mapping = folder.resolve("customers.yaml");
        log = folder.resolve("live.log");
        var suggested = folder.resolve("suggested");
        var exit = start(
                        suggested,
                        "suggest",
                        "--source",
                        database.jdbcUrl(),
                        "--root",
                        "customers",
                        "--depth",
                        "3",
                        "--target",
                        northwind.target())
                .waitFor();
        assertThat(exit).as(Files.readString(suggested)).isZero();
        Files.copy(suggested, mapping);
    }

    @AfterEach
    void dropSlot() throws SQLException {
        if (database != null) {
            execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = '"
                    + database.name() + "'");
        }
    }

    @Test
    void followsNorthwindWhileItIsKilledAndVerifiesInTheEnd() throws Exception {
        var refused = polystore("live");
        assertThat(refused).as(Files.readString(log)).isEqualTo(1);
        var statements = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("    "))
                .toList();
        assertThat(statements).hasSizeGreaterThan(2);
        for (var statement : statements) {
            execute(statement);
        }

        try (var writer = new NorthwindWriter(database)) {
            for (var kill = 0; kill < KILLS; kill++) {
                var killed = start(log, "live", "-f", mapping.toString());
                await(() -> Files.readString(log).contains("following the changes"));
                TimeUnit.MILLISECONDS.sleep(new Random().nextInt(2_000));
                assertThat(killed.destroyForcibly().waitFor()).isEqualTo(FORCED);
            }
            var live = start(log, "live", "-f", mapping.toString());
            try {
                await(() -> Files.readString(log).contains("following the changes"));
                assertThat(writer.stop()).isPositive();
                var position = ask("select pg_current_wal_insert_lsn()::text");
                assertThat(polystoreOutput("status")).contains("live: followed");
                await(() -> isWritten(position));
                assertThat(Files.readString(log)).doesNotContain("ALARM");
            } finally {
                live.destroy();
            }
            assertThat(live.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
            assertThat(live.exitValue()).isEqualTo(TERMINATED);
            assertThat(Files.readString(log)).contains("the next start resumes from here");
        }

        assertThat(polystoreOutput("status")).contains("live: not followed now").contains("slot reserved");
        assertThat(polystoreOutput("verify")).endsWith(" 0 differences\n");
    }

    /// @param position of the log, up to which everything is to be written
    private boolean isWritten(String position) throws SQLException {
        return ask("select coalesce(bool_and(confirmed >= '" + position + "'::pg_lsn and not reconcile), false)::text"
                        + " from polystore.live")
                .equals("true");
    }

    private String ask(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        var superuser = TestStores.postgres().superuser();
        return DriverManager.getConnection(database.jdbcUrl(), superuser.user(), superuser.password());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private int polystore(String command) throws Exception {
        return start(log, command, "-f", mapping.toString()).waitFor();
    }

    private String polystoreOutput(String command) throws Exception {
        var output = folder.resolve("output");
        start(output, command, "-f", mapping.toString()).waitFor();
        return Files.readString(output);
    }

    private Process start(Path output, String... command) throws Exception {
        var all = new ArrayList<>(CommandProgram.line());
        all.add("transform");
        all.addAll(List.of(command));
        all.addAll(List.of("--user", database.owner().user()));
        all.addAll(List.of("--password-file", folder.resolve("password").toString()));
        var errors = command[0].equals("live") ? output.toFile() : new File(folder.toFile(), "errors");
        return new ProcessBuilder(all)
                .redirectOutput(output.toFile())
                .redirectError(errors)
                .start();
    }
}
