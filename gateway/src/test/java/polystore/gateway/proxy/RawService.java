package polystore.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A service that handles its sockets by hand, to misbehave as no server library would.
final class RawService implements AutoCloseable {

    /// What to do with one connection; it is closed afterwards.
    interface Manner {
        void meet(Connection connection) throws IOException;
    }

    private final ServerSocket listening;
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();

    RawService(Manner manner) {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(manner));
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept(Manner manner) {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(manner, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Manner manner, Socket socket) {
        try (socket) {
            manner.meet(new Connection(socket));
        } catch (IOException ignored) {
            // The other side went away, which tests do on purpose.
        }
    }

    final class Connection {
        private final Socket socket;

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /// Reads up to the end of a request's head; empty when the connection ended.
        String head() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                var octet = socket.getInputStream().read();
                if (octet < 0) {
                    return "";
                }
                head.write(octet);
            }
            requests.incrementAndGet();
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        /// One octet of a body, -1 at the end of the connection.
        int read() throws IOException {
            return socket.getInputStream().read();
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }
    }
}
