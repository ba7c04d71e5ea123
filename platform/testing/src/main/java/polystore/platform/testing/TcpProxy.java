package polystore.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A proxy between a service and its store for network failures: it closes connections, or passes no bytes.
///
/// Tests command it by its name through system properties, because a Quarkus test and its resources have different
/// class loaders. Commands return when the proxy has carried them out.
public final class TcpProxy implements AutoCloseable {
    private static final String COMMANDED = "polystore.test.proxy.commanded.";
    private static final String DONE = "polystore.test.proxy.done.";
    private static final Duration COMMAND_MAX = Duration.ofSeconds(5);
    private static final int POLL_MS = 5;

    private enum Mode {
        OPEN,
        CUT,
        STALLED
    }

    private final String name;
    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;

    /// @param name by which tests command it
    /// @param target port of the store on loopback
    public TcpProxy(String name, int target) {
        this.name = name;
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.clearProperty(COMMANDED + name);
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::obey);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Ends all connections and refuses new ones until [#restore].
    public static void cut(String name) {
        command(name, Mode.CUT);
    }

    /// Keeps connections open but passes no bytes, as a server that has stopped answering, until [#restore].
    public static void stall(String name) {
        command(name, Mode.STALLED);
    }

    public static void restore(String name) {
        command(name, Mode.OPEN);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }

    private static void command(String name, Mode mode) {
        System.setProperty(COMMANDED + name, mode.name());
        var deadline = System.nanoTime() + COMMAND_MAX.toNanos();
        while (!mode.name().equals(System.getProperty(DONE + name))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No proxy of this JVM is named " + name);
            }
            pause();
        }
    }

    private void obey() {
        while (!listener.isClosed()) {
            mode = Mode.valueOf(System.getProperty(COMMANDED + name, Mode.OPEN.name()));
            if (mode == Mode.CUT) {
                closeAll();
            }
            System.setProperty(DONE + name, mode.name());
            pause();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                if (mode == Mode.CUT) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The next connection may succeed.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        try {
            var store = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(store);
            Thread.ofVirtual().start(() -> pump(client, store));
            Thread.ofVirtual().start(() -> pump(store, client));
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var chunk = new byte[8192];
            for (var read = from.getInputStream().read(chunk);
                    read >= 0;
                    read = from.getInputStream().read(chunk)) {
                while (mode == Mode.STALLED) {
                    pause();
                }
                to.getOutputStream().write(chunk, 0, read);
            }
        } catch (IOException e) {
            // The connection was cut, or one side has closed it; try closes both sockets.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void closeAll() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
