package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL 18 on loopback, with its data in a given folder.
public final class PostgresServer implements RunningServer {
    static final String SUPERUSER = "postgres";
    /// Includes recovery after a kill -9: the write-ahead log of a local stack is replayed in seconds.
    static final Duration START_MAX = Duration.ofSeconds(60);

    private final ServerProcess server;
    private final Settings settings;
    private final Credentials superuser;

    private PostgresServer(ServerProcess server, Settings settings, Credentials superuser) {
        this.server = server;
        this.settings = settings;
        this.superuser = superuser;
    }

    /// The settings of a start.
    ///
    /// @param binaries folder of PostgreSQL's programs, unpacked at first use
    /// @param data folder of the cluster, created on the first start
    /// @param password of the superuser, set on the first start
    /// @param durable false in tests, whose data may be lost in a crash
    /// @param certificate for TLS, which every connection must then use; null for none
    public record Settings(
            Path binaries,
            Path data,
            ProcessFiles files,
            int port,
            String password,
            boolean durable,
            @Nullable LoopbackCertificate certificate) {

        public Settings(Path binaries, Path data, ProcessFiles files, int port, String password, boolean durable) {
            this(binaries, data, files, port, password, durable, null);
        }

        public PostgresAddress address() {
            return PostgresAddress.onLoopback(port, certificate);
        }
    }

    /// Starts the server and waits until it accepts connections; creates the cluster first when there is none.
    public static PostgresServer start(Settings settings) {
        var programs = PostgresBinaries.under(settings.binaries()).resolve("bin");
        if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
            PostgresCluster.initialize(programs, settings);
        }
        Postmaster.release(settings.data());
        var superuser = new Credentials(SUPERUSER, settings.password());
        var server = ServerProcess.start(
                command(programs, settings), settings.data(), Map.of("LC_ALL", "C"), settings.files());
        var started = new PostgresServer(server, settings, superuser);
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
        return settings.port();
    }

    /// The JDBC address of a database on this server.
    public String jdbcUrl(String database) {
        return settings.address().jdbcUrl(database);
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
        var notDurable = settings.durable()
                ? Stream.<String>empty()
                : Stream.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");
        return Stream.of(options, notDurable, tls(settings)).flatMap(part -> part);
    }

    private static Stream<String> tls(Settings settings) {
        var certificate = settings.certificate();
        if (certificate == null) {
            return Stream.empty();
        }
        return Stream.of(
                "ssl=on",
                "ssl_min_protocol_version=TLSv1.3",
                "ssl_cert_file=" + certificate.pem(),
                "ssl_key_file=" + certificate.pem(),
                "hba_file=" + tlsOnly(settings));
    }

    /// Replaces the cluster's own `pg_hba.conf`, which accepts connections without TLS too.
    private static Path tlsOnly(Settings settings) {
        var file = settings.data().resolve("pg_hba_tls.conf");
        try {
            return Files.writeString(file, """
                    hostssl all         all 127.0.0.1/32 scram-sha-256
                    hostssl replication all 127.0.0.1/32 scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /// PostgreSQL refuses to run as root, also in a container that has no other user. In a user namespace of its
    /// own, root appears as the unprivileged user `nobody`.
    static List<String> unprivileged() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }
}
