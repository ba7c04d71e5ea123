package polystore.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.testing.TestStores;
import polystore.platform.testing.TestTokens;

/// The environment of a gateway under test: Redis, the keys of an issuer, and services. Orders has two instances of
/// which one is unreachable, and analytics none that is reachable.
public class GatewayEnvironment implements QuarkusTestResourceLifecycleManager {

    private static final String UNREACHABLE = "http://127.0.0.1:1";

    /// Tokens are passed as configuration, because a Quarkus test and its resources have different class loaders.
    static final String TOKEN_PREFIX = "test.token.";

    private final Vertx vertx = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        var catalog = new EchoService(vertx, "catalog").url();
        var orders = new EchoService(vertx, "orders").url();
        var settings = new HashMap<String, String>();
        settings.put("CATALOG_URL", catalog);
        settings.put("ORDERS_URL", UNREACHABLE + "," + orders);
        settings.put("ANALYTICS_URL", UNREACHABLE);
        settings.put("REDIS_URI", TestStores.redis().uri("gateway"));
        settings.put("JWT_ISSUER", TestTokens.ISSUER);
        settings.put("CORS_ENABLED", "true");
        settings.put("CORS_ORIGINS", "https://shop.test");
        settings.put("polystore.gateway.rate-limit.quota.per-second", "25");
        settings.put("polystore.gateway.rate-limit.quota.burst", "200");
        settings.putAll(tokens());
        settings.put("JWT_JWKS", TestTokens.keySetFile().toUri().toString());
        return settings;
    }

    @Override
    public void stop() {
        EchoService.await(vertx.close());
    }

    private Map<String, String> tokens() {
        return Map.of(
                TOKEN_PREFIX + "customer", TestTokens.of("alice", "customer"),
                TOKEN_PREFIX + "staff", TestTokens.ecOf("bob", "staff"),
                TOKEN_PREFIX + "busy", TestTokens.of("busy", "customer"),
                TOKEN_PREFIX + "analyst", TestTokens.of("carol", "analyst"),
                TOKEN_PREFIX + "operator", TestTokens.of("dave", "operator"),
                TOKEN_PREFIX + "expired", TestTokens.expired("alice"),
                TOKEN_PREFIX + "stranger", TestTokens.with("alice", Map.of("iss", "https://elsewhere.test")),
                TOKEN_PREFIX + "forged", TestTokens.forged("alice", "operator"),
                TOKEN_PREFIX + "nameless", TestTokens.of("not a subject", "customer"));
    }
}
