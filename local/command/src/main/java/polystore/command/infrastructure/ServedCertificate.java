package polystore.command.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The certificate that a server on loopback shows to clients, verified by the authorities that this JVM trusts.
public final class ServedCertificate {
    private static final int WAIT_MS = 2_000;
    /// PostgreSQL's message SSLRequest: its length and its code.
    private static final byte[] SSL_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();

    private ServedCertificate() {}

    /// @throws IOException when the server does not answer, or its certificate is not valid
    public static Certificate at(int port) throws IOException {
        try (var socket = connect(port)) {
            return handshake(socket, port);
        }
    }

    /// A connection to PostgreSQL begins without TLS; the client requests TLS by the message SSLRequest.
    public static Certificate ofPostgres(int port) throws IOException {
        try (var socket = connect(port)) {
            socket.getOutputStream().write(SSL_REQUEST);
            if (socket.getInputStream().read() != 'S') {
                throw new IOException("PostgreSQL at port " + port + " does not offer TLS");
            }
            return handshake(socket, port);
        }
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MS);
        socket.setSoTimeout(WAIT_MS);
        return socket;
    }

    private static Certificate handshake(Socket socket, int port) throws IOException {
        try {
            var factory = SSLContext.getDefault().getSocketFactory();
            var encrypted = (SSLSocket) factory.createSocket(socket, "127.0.0.1", port, true);
            var parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            encrypted.startHandshake();
            return encrypted.getSession().getPeerCertificates()[0];
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }
}
