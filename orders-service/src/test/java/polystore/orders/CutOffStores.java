package polystore.orders;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.testing.TestStores;

/// As [OrdersStores], with PostgreSQL behind a proxy; a second port takes the orders to cut and to restore it,
/// because this class and the tests have different class loaders.
public class CutOffStores implements QuarkusTestResourceLifecycleManager {

    private static final String CONTROL = "test.proxy-control";

    static void cut() {
        tell('c');
    }

    static void stall() {
        tell('s');
    }

    static void restore() {
        tell('r');
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(new OrdersStores().start());
        var direct = ":" + TestStores.postgres().port() + "/";
        var proxy = new TcpProxy(TestStores.postgres().port());
        settings.replaceAll((_, value) -> value.replace(direct, ":" + proxy.port() + "/"));
        settings.put(CONTROL, String.valueOf(control(proxy)));
        System.setProperty(CONTROL, settings.get(CONTROL));
        return settings;
    }

    @Override
    public void stop() {}

    private static int control(TcpProxy proxy) {
        try {
            var door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> obey(door, proxy));
            return door.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void obey(ServerSocket door, TcpProxy proxy) {
        try (door) {
            while (true) {
                try (var told = door.accept()) {
                    switch (told.getInputStream().read()) {
                        case 'c' -> proxy.cut();
                        case 's' -> proxy.stall();
                        default -> proxy.restore();
                    }
                    told.getOutputStream().write('.');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(char order) {
        try (var told = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getProperty(CONTROL)))) {
            told.getOutputStream().write(order);
            if (told.getInputStream().read() != '.') {
                throw new IllegalStateException("the proxy did not answer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
