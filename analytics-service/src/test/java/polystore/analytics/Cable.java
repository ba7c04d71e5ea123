package polystore.analytics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A cable to a store that can be pulled: while the system property of its name is set, open connections break and new
/// ones are closed at once. A property, because test and resource live in different class loaders.
final class Cable {

    private static final String PREFIX = "polystore.test.pulled.";
    private static final int LOOK_EVERY_MS = 20;

    private final String name;
    private final int storePort;
    private final ServerSocket front;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Cable(String name, int storePort) {
        this.name = name;
        this.storePort = storePort;
        try {
            front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::watch);
    }

    static void pull(String name) {
        System.setProperty(PREFIX + name, "true");
    }

    static void plug(String name) {
        System.clearProperty(PREFIX + name);
    }

    int port() {
        return front.getLocalPort();
    }

    private boolean pulled() {
        return System.getProperty(PREFIX + name) != null;
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                var client = front.accept();
                if (pulled()) {
                    client.close();
                } else {
                    var store = new Socket(InetAddress.getLoopbackAddress(), storePort);
                    open.add(client);
                    open.add(store);
                    Thread.ofVirtual().start(() -> pump(client, store));
                    Thread.ofVirtual().start(() -> pump(store, client));
                }
            } catch (IOException e) {
                // The next connection may do better.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Pulled, or closed by either side: both end here.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void watch() {
        try {
            while (!front.isClosed()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                if (pulled()) {
                    for (var socket : open) {
                        socket.close();
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
