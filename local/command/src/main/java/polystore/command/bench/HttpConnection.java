package polystore.command.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One keep-alive HTTP/1.1 connection over loopback. Own code, because the CPU time of a full HTTP client would
/// distort the measurement on a shared machine.
final class HttpConnection implements AutoCloseable {
    private static final int HEADERS_MAX = 16_384;
    private static final int WAIT_MS = 30_000;

    private final Socket socket;
    private final InputStream in;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), HEADERS_MAX);
    }

    /// @param address such as `http://127.0.0.1:8080`; with `https` the server's certificate is verified
    static HttpConnection to(URI address) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), WAIT_MS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(WAIT_MS);
            return new HttpConnection("https".equals(address.getScheme()) ? encrypted(socket, address) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, URI address) throws IOException {
        try {
            var socket = (SSLSocket) SSLContext.getDefault()
                    .getSocketFactory()
                    .createSocket(plain, address.getHost(), address.getPort(), true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    /// The response to a request.
    record Answer(int status, String body) {}

    /// Sends a request and reads the whole response.
    Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var head = head();
        var body = in.readNBytes(length(head));
        return new Answer(Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        var head = new StringBuilder(512);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            var next = in.read();
            if (next < 0 || head.length() > HEADERS_MAX) {
                throw new EOFException("the service closed the connection");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) throws IOException {
        var name = "\r\ncontent-length:";
        var lower = head.toLowerCase(Locale.ROOT);
        var at = lower.indexOf(name);
        if (at < 0) {
            throw new IOException("a response without Content-Length: " + head);
        }
        var from = at + name.length();
        return Integer.parseInt(lower.substring(from, lower.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
