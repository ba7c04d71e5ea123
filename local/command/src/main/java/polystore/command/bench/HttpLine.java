package polystore.command.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept-alive HTTP/1.1 connection over loopback that costs next to nothing: the load must not be what is measured.
final class HttpLine implements AutoCloseable {
    private static final int HEADERS_MAX = 16_384;
    private static final int WAIT_MS = 30_000;

    private final Socket socket;
    private final InputStream in;

    private HttpLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), HEADERS_MAX);
    }

    static HttpLine to(int port) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(WAIT_MS);
            return new HttpLine(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// An answer.
    record Answer(int status, String body) {}

    /// Sends a request and reads the whole answer.
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
            throw new IOException("an answer without Content-Length: " + head);
        }
        var from = at + name.length();
        return Integer.parseInt(lower.substring(from, lower.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
