package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/// Redis on loopback, with one user per service that may access only keys with that service's prefix.
public final class RedisServer implements RunningServer {
    private static final Duration START_MAX = Duration.ofSeconds(15);

    private final ServerProcess server;
    private final Settings settings;

    private RedisServer(ServerProcess server, Settings settings) {
        this.server = server;
        this.settings = settings;
    }

    /// The settings of a start.
    ///
    /// @param folder of the program, its configuration and its snapshot
    /// @param operator a user with all rights, for administration
    /// @param services users, each with access to the keys and channels that start with its name and a colon
    /// @param megabytes memory limit, beyond which Redis evicts the least recently used keys
    /// @param certificate for TLS, which every connection must then use; null for none
    public record Settings(
            Path folder,
            ProcessFiles files,
            int port,
            Credentials operator,
            List<Credentials> services,
            int megabytes,
            @Nullable LoopbackCertificate certificate) {

        public Settings(
                Path folder,
                ProcessFiles files,
                int port,
                Credentials operator,
                List<Credentials> services,
                int megabytes) {
            this(folder, files, port, operator, services, megabytes, null);
        }

        /// The address with the credentials of a service.
        public String uri(Credentials user) {
            var plain = RedisServer.uri(user, port);
            return certificate == null ? plain : plain.replaceFirst("redis:", "rediss:");
        }
    }

    /// Starts the packed server and waits until it responds.
    public static RedisServer start(Settings settings) {
        return start(settings, RedisProgram.PACKED);
    }

    /// Starts the given server and waits until it responds.
    public static RedisServer start(Settings settings, RedisProgram program) {
        try {
            Files.createDirectories(settings.folder());
            var configuration = settings.folder().resolve("redis.conf");
            Files.deleteIfExists(configuration);
            Files.createFile(
                    configuration, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(configuration, configuration(settings, program));
            var path = program.path() == null ? packed(settings.folder()) : program.path();
            var command = List.of(path.toString(), configuration.toString());
            var server = ServerProcess.start(command, settings.folder(), Map.of(), settings.files());
            var started = new RedisServer(server, settings);
            server.await("Redis", started::answers, START_MAX);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Redis in " + settings.folder(), e);
        }
    }

    @Override
    public Process process() {
        return server.process();
    }

    /// The address with the credentials of a service, without TLS.
    public static String uri(Credentials user, int port) {
        return "redis://" + user.user() + ":" + user.password() + "@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.close();
    }

    private boolean answers() throws IOException {
        if (settings.certificate() != null) {
            return Loopback.listens(settings.port());
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            // Without authentication the response is -NOAUTH, which also shows that Redis runs.
            return socket.getInputStream().read() > 0;
        }
    }

    private static Path packed(Path folder) throws IOException {
        var program = folder.resolve("redis-server");
        if (!Files.isExecutable(program)) {
            ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("redis-server"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("embedded-redis unpacked no redis-server into " + folder));
        }
    }

    private static String configuration(Settings settings, RedisProgram program) {
        var lines = new StringBuilder()
                .append("bind 127.0.0.1\n")
                .append(listening(settings))
                .append("\ndir ")
                .append(quoted(settings.folder().toString()))
                // The file name has the version, because an older version cannot read the snapshot of a newer one.
                .append("\ndbfilename dump-")
                .append(program.name().toLowerCase(Locale.ROOT))
                .append("-")
                .append(program.version().major())
                .append(".rdb")
                .append("\nmaxmemory ")
                .append(settings.megabytes())
                .append("mb")
                .append("\nmaxmemory-policy allkeys-lru\nsave 300 100\nappendonly no\nuser default off\n")
                .append(user(settings.operator(), "~* &* +@all"));
        for (var service : settings.services()) {
            // @dangerous has KEYS, FLUSHALL, CONFIG and other commands that are not limited to a prefix; INFO only
            // reads.
            var prefix = service.user() + ":*";
            lines.append(user(
                    service,
                    "~" + prefix + " resetchannels &" + prefix
                            + " +@all -@admin -@dangerous +info +client|setname +client|getname +client|id"));
        }
        return lines.toString();
    }

    private static String listening(Settings settings) {
        var certificate = settings.certificate();
        if (certificate == null) {
            return "port " + settings.port();
        }
        var pem = quoted(certificate.pem().toString());
        return "port 0\ntls-port " + settings.port() + "\ntls-cert-file " + pem + "\ntls-key-file " + pem
                + "\ntls-ca-cert-file " + quoted(certificate.authority().toString()) + "\ntls-auth-clients no";
    }

    private static String user(Credentials credentials, String rights) {
        return "user " + credentials.user() + " on >" + credentials.password() + " " + rights + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
