package polystore.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.testing.TestStores;

/// What a gateway stands among: Redis, the keys of an issuer, and services; orders has two instances of which one is
/// away, analytics is away altogether.
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    private static final String NOBODY = "http://127.0.0.1:1";

    /// Survives the several class loaders of a Quarkus test as text only.
    static final String TOKEN_PREFIX = "test.token.";

    private final Vertx vertx = Vertx.vertx();
    private final Keys keys = new Keys();

    @Override
    public Map<String, String> start() {
        var catalog = new EchoService(vertx, "catalog").url();
        var orders = new EchoService(vertx, "orders").url();
        var settings = new HashMap<String, String>();
        settings.put("CATALOG_URL", catalog);
        settings.put("ORDERS_URL", NOBODY + "," + orders);
        settings.put("ANALYTICS_URL", NOBODY);
        settings.put("REDIS_URI", TestStores.redis().uri("gateway"));
        settings.put("JWT_ISSUER", Keys.ISSUER);
        settings.put("CORS_ENABLED", "true");
        settings.put("CORS_ORIGINS", "https://shop.test");
        settings.put("polystore.gateway.limits.quota.per-second", "5");
        settings.put("polystore.gateway.limits.quota.burst", "40");
        settings.putAll(tokens());
        try {
            settings.put("JWT_JWKS", keys.writeKeySet().toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    @Override
    public void stop() {
        EchoService.await(vertx.close());
    }

    private Map<String, String> tokens() {
        return Map.of(
                TOKEN_PREFIX + "customer", keys.token("alice", "customer"),
                TOKEN_PREFIX + "staff", keys.ecToken("bob", "staff"),
                TOKEN_PREFIX + "busy", keys.token("busy", "customer"),
                TOKEN_PREFIX + "analyst", keys.token("carol", "analyst"),
                TOKEN_PREFIX + "operator", keys.token("dave", "operator"),
                TOKEN_PREFIX + "expired", keys.expired("alice"),
                TOKEN_PREFIX + "stranger", keys.ofIssuer("https://elsewhere.test"),
                TOKEN_PREFIX + "forged", new Keys().token("alice", "operator"),
                TOKEN_PREFIX + "nameless", keys.token("not a subject", "customer"));
    }
}
