package polystore.platform.persistence;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether PostgreSQL accepts a new connection now: it is asked whether it offers TLS (the message SSLRequest), which
/// every version answers before a client signs in. Connections of the pool can work while a new one cannot be made.
class PostgresAnswers implements HealthCheck {

    private static final byte[] SSL_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();
    private static final int WAIT_MS = 1_000;
    private static final int USUAL_PORT = 5432;
    private static final Pattern SERVERS = Pattern.compile("^jdbc:postgresql://([^/?]+)");
    private static final Pattern COMMA = Pattern.compile(",");

    private final String jdbcUrl;

    /// @param jdbcUrl of the server, with all its addresses
    PostgresAnswers(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("PostgreSQL").status(answers()).build();
    }

    private boolean answers() {
        return servers(jdbcUrl).stream().anyMatch(PostgresAnswers::answers);
    }

    /// The servers of a URL such as `jdbc:postgresql://one:5432,two/orders?sslmode=verify-full`.
    static List<InetSocketAddress> servers(String jdbcUrl) {
        var servers = SERVERS.matcher(jdbcUrl);
        if (!servers.find()) {
            return List.of(new InetSocketAddress("localhost", USUAL_PORT));
        }
        return COMMA.splitAsStream(servers.group(1))
                .map(PostgresAnswers::server)
                .toList();
    }

    private static InetSocketAddress server(String address) {
        var uri = URI.create("tcp://" + address);
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
    }

    private static boolean answers(InetSocketAddress server) {
        try (var socket = new Socket()) {
            socket.connect(server, WAIT_MS);
            socket.setSoTimeout(WAIT_MS);
            socket.getOutputStream().write(SSL_REQUEST);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
