package polystore.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import polystore.stores.LoopbackCertificate;

/// The gateway under test serves HTTPS too.
public class GatewayOverTls implements QuarkusTestResourceLifecycleManager {

    static LoopbackCertificate certificate() {
        return LoopbackCertificate.in(Path.of("target/gateway-tls"), "changeit");
    }

    @Override
    public Map<String, String> start() {
        var pem = certificate().pem().toString();
        return Map.of(
                "quarkus.http.ssl.certificate.files", pem,
                "quarkus.http.ssl.certificate.key-files", pem,
                "quarkus.http.test-ssl-port", "0");
    }

    @Override
    public void stop() {}
}
