package polystore.command.infrastructure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/// Asks a server for its cheapest answer, within two seconds. An open port alone proves nothing: the kernel accepts
/// connections for a process that is suspended.
public final class RoundTrip {
    public static final int WAIT_MS = 2_000;

    /// PostgreSQL's message SSLRequest: its length and its code.
    private static final byte[] SSL_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();

    /// Kafka's request ApiVersions: its length, its number 18, version 0, correlation 1, and no client id (-1).
    private static final byte[] API_VERSIONS = ByteBuffer.allocate(14)
            .putInt(10)
            .putShort((short) 18)
            .putShort((short) 0)
            .putInt(1)
            .putShort((short) -1)
            .array();

    private RoundTrip() {}

    /// Whether PostgreSQL answers whether it offers TLS, which needs no user.
    public static boolean postgres(InetSocketAddress server) {
        try (var socket = connect(new Socket(), server)) {
            return answers(socket, SSL_REQUEST);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether Redis answers PING; without a user it refuses that, which is an answer too.
    public static boolean redis(InetSocketAddress server, boolean tls) {
        try (var socket = connect(socket(tls), server)) {
            return answers(socket, "PING\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (SSLHandshakeException e) {
            // It answered, with a certificate that this JVM does not trust.
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether a broker answers which requests it knows (ApiVersions), which needs no user.
    public static boolean kafka(InetSocketAddress broker, boolean tls) {
        try (var socket = connect(socket(tls), broker)) {
            return answers(socket, API_VERSIONS);
        } catch (SSLHandshakeException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket socket(boolean tls) throws IOException {
        try {
            return tls ? SSLContext.getDefault().getSocketFactory().createSocket() : new Socket();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    private static Socket connect(Socket socket, InetSocketAddress server) throws IOException {
        socket.setSoTimeout(WAIT_MS);
        socket.connect(server, WAIT_MS);
        return socket;
    }

    private static boolean answers(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return socket.getInputStream().read() >= 0;
    }
}
