package polystore.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a service and its store and can be cut or stall, as a network can.
public final class TcpProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    public TcpProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Ends all connections and refuses new ones until [#restore].
    public void cut() {
        cut = true;
        open.forEach(TcpProxy::quietly);
        open.clear();
    }

    /// Lets nothing through and ends nothing: a server that has stopped answering.
    public void stall() {
        gate = new CompletableFuture<>();
    }

    public void restore() {
        cut = false;
        gate.complete(null);
    }

    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (cut) {
                    client.close();
                    continue;
                }
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            } catch (IOException e) {
                cut |= door.isClosed();
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var chunk = new byte[8192];
            for (int read = from.getInputStream().read(chunk);
                    read >= 0;
                    read = from.getInputStream().read(chunk)) {
                gate.join();
                to.getOutputStream().write(chunk, 0, read);
            }
        } catch (IOException ended) {
            open.remove(from);
        }
        open.remove(from);
        open.remove(to);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
