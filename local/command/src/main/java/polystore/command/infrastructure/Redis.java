package polystore.command.infrastructure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Secrets;
import polystore.command.home.StackTls;
import polystore.command.home.Variable;
import polystore.command.stack.Component;
import polystore.stores.Credentials;
import polystore.stores.RedisProgram;
import polystore.stores.RedisServer;

/// The Redis that the stack uses: its own, with a user per service, or the one at `REDIS_URI`.
///
/// @param host of the server
/// @param port of the server
/// @param uriOf the address for a service, with its credentials
/// @param own the server that the stack starts; empty with `REDIS_URI`
/// @param program the program that `own` starts; null with `REDIS_URI`
public record Redis(
        String host,
        int port,
        UnaryOperator<String> uriOf,
        Optional<Component> own,
        @Nullable RedisProgram program,
        CertificateReload certificateReload) {
    /// Makes the server use the certificate that its file has now; existing connections keep theirs.
    public interface CertificateReload {
        void run() throws IOException;
    }

    public static final String NAME = "redis";
    private static final int MEGABYTES = 64;
    private static final int USUAL_PORT = 6379;

    public static Redis of(Home home, Ports ports, Map<String, String> environment) {
        var given = Variable.REDIS_URI.in(environment);
        if (!given.isBlank()) {
            var uri = URI.create(given.strip());
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("REDIS_URI must be like redis://user:password@host:6379");
            }
            var port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
            return new Redis(uri.getHost(), port, _ -> given.strip(), Optional.empty(), null, () -> {});
        }
        var secrets = new Secrets(home.secrets());
        var program = RedisProgram.newest(environment.getOrDefault("PATH", ""));
        var settings = new RedisServer.Settings(
                home.data(NAME),
                home.processFiles(NAME),
                ports.redis(),
                secrets.user("redis-operator"),
                List.of(renamed(secrets, "catalog"), renamed(secrets, "gateway")),
                MEGABYTES,
                StackTls.certificate(home));
        var component = new Component(
                NAME,
                "127.0.0.1:" + ports.redis(),
                ports.redis(),
                settings.files(),
                () -> RedisServer.start(settings, program));
        return new Redis(
                "127.0.0.1",
                ports.redis(),
                service -> settings.uri(renamed(secrets, service)),
                Optional.of(component),
                program,
                () -> reloadCertificate(settings));
    }

    private static void reloadCertificate(RedisServer.Settings settings) throws IOException {
        var certificate = settings.certificate();
        if (certificate != null) {
            new RedisAdministrator(settings.port(), settings.operator())
                    .run(List.of(
                            "CONFIG", "SET", "tls-cert-file", certificate.pem().toString()));
        }
    }

    public String address() {
        return host + ":" + port;
    }

    /// A note for `up` and `status`: the server's version, or that the server at `REDIS_URI` is unreachable, which
    /// is not noticed otherwise, because the services start without Redis.
    public @Nullable String note() {
        if (program != null) {
            return program.description();
        }
        return answers() ? null : "unreachable; the services run without it";
    }

    private boolean answers() {
        var uri = uriOf.apply("");
        return RoundTrip.redis(new InetSocketAddress(host, port), uri.startsWith("rediss:"));
    }

    private static Credentials renamed(Secrets secrets, String service) {
        return new Credentials(service, secrets.user("redis-" + service).password());
    }
}
