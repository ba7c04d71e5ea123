package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// PostgreSQL 18 on loopback, with its data in a given folder.
public final class PostgresServer implements RunningServer {
    private static final String SUPERUSER = "postgres";
    /// Includes recovery after a kill -9: the write-ahead log of a local stack is replayed in seconds.
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final ServerProcess server;
    private final int port;
    private final Credentials superuser;

    private PostgresServer(ServerProcess server, int port, Credentials superuser) {
        this.server = server;
        this.port = port;
        this.superuser = superuser;
    }

    /// The settings of a start.
    ///
    /// @param binaries folder of PostgreSQL's programs, unpacked at first use
    /// @param data folder of the cluster, created on the first start
    /// @param password of the superuser, set on the first start
    /// @param durable false in tests, whose data may be lost in a crash
    public record Settings(Path binaries, Path data, ProcessFiles files, int port, String password, boolean durable) {}

    /// Starts the server and waits until it accepts connections; creates the cluster first when there is none.
    public static PostgresServer start(Settings settings) {
        var programs = PostgresBinaries.under(settings.binaries()).resolve("bin");
        if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
            initialize(programs, settings);
        }
        Postmaster.release(settings.data());
        var superuser = new Credentials(SUPERUSER, settings.password());
        var server = ServerProcess.start(
                command(programs, settings), settings.data(), Map.of("LC_ALL", "C"), settings.files());
        var started = new PostgresServer(server, settings.port(), superuser);
        try {
            server.await("PostgreSQL", started::answers, START_MAX);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    @Override
    public Process process() {
        return server.process();
    }

    public Credentials superuser() {
        return superuser;
    }

    public int port() {
        return port;
    }

    /// The JDBC address of a database on this server.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// A connection as superuser; the caller closes it.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser.user(), superuser.password());
    }

    @Override
    public void close() {
        Postmaster.stop(server.process().toHandle());
    }

    private boolean answers() throws SQLException {
        try (var connection = connect("postgres")) {
            return connection.isValid(1);
        }
    }

    private static List<String> command(Path programs, Settings settings) {
        var command = new ArrayList<>(unprivileged());
        command.addAll(List.of(
                programs.resolve("postgres").toString(), "-D", settings.data().toString()));
        options(settings).forEach(option -> command.addAll(List.of("-c", option)));
        return command;
    }

    private static Stream<String> options(Settings settings) {
        var options = Stream.of(
                "port=" + settings.port(),
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "wal_level=logical",
                "shared_buffers=96MB",
                "max_connections=80",
                "max_wal_size=512MB",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "shared_preload_libraries=pg_stat_statements");
        var notDurable = Stream.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");
        return settings.durable() ? options : Stream.concat(options, notDurable);
    }

    private static void initialize(Path programs, Settings settings) {
        try {
            Files.createDirectories(settings.data().getParent());
            var password = Files.createTempFile(
                    settings.data().getParent(),
                    "password",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(password, settings.password());
                run(
                        Stream.concat(unprivileged().stream(), initdb(programs, settings, password))
                                .toList(),
                        settings.files().log());
            } finally {
                Files.delete(password);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a PostgreSQL cluster in " + settings.data(), e);
        }
    }

    private static Stream<String> initdb(Path programs, Settings settings, Path password) {
        return Stream.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + settings.data(),
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions",
                settings.durable() ? "--data-checksums" : "--no-sync");
    }

    private static void run(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("initdb failed:\n" + LogTail.last(log, 20));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted during initdb", e);
        }
    }

    /// PostgreSQL refuses to run as root, also in a container that has no other user. In a user namespace of its
    /// own, root appears as the unprivileged user `nobody`.
    private static List<String> unprivileged() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }
}
