package polystore.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import polystore.platform.testing.TestStores;
import polystore.platform.testing.TestTokens;
import polystore.stores.LoopbackCertificate;

/// Two services with HTTPS, whose certificates are issued by different authorities: the gateway trusts that of catalog
/// only.
public class HttpsUpstreams implements QuarkusTestResourceLifecycleManager {

    private final Vertx vertx = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        var trusted = certificate("trusted");
        var settings = new HashMap<String, String>();
        settings.put("CATALOG_URL", service("catalog", trusted));
        settings.put("ORDERS_URL", service("orders", certificate("unknown")));
        settings.put("REDIS_URI", TestStores.redis().uri("gateway"));
        settings.put("JWT_JWKS", TestTokens.keySetFile().toUri().toString());
        settings.put(
                "quarkus.tls.polystore.trust-store.pem.certs",
                trusted.authority().toString());
        settings.put("quarkus.tls.polystore.hostname-verification-algorithm", "HTTPS");
        return settings;
    }

    /// After [GatewayEnvironment], which Quarkus starts for every test, so that these addresses replace its own.
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        EchoService.await(vertx.close());
    }

    private String service(String name, LoopbackCertificate certificate) {
        var pem = certificate.pem().toString();
        var options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pem).setKeyPath(pem));
        return new EchoService(vertx, name, options).url().replace("http:", "https:");
    }

    private static LoopbackCertificate certificate(String name) {
        try {
            Path folder = Files.createTempDirectory("polystore-" + name);
            return LoopbackCertificate.in(folder.resolve("tls"), "only-for-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
