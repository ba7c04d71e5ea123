package polystore.orders;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.testing.TcpProxy;
import polystore.platform.testing.TestStores;

/// As [OrdersStores], with PostgreSQL behind a proxy named [#POSTGRES].
public class StoresBehindProxy implements QuarkusTestResourceLifecycleManager {
    static final String POSTGRES = "postgres";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(new OrdersStores().start());
        var direct = ":" + TestStores.postgres().port() + "/";
        var proxy = new TcpProxy(POSTGRES, TestStores.postgres().port());
        settings.replaceAll((_, value) -> value.replace(direct, ":" + proxy.port() + "/"));
        return settings;
    }

    @Override
    public void stop() {
        // The proxy ends with the JVM.
    }
}
