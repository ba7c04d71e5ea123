package polystore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestTokens;

@QuarkusTest
@TestProfile(AudienceIT.OfTheShop.class)
@QuarkusTestResource(GatewayEnvironment.class)
class AudienceIT {

    @TestHTTPResource
    URI gateway = URI.create("/");

    /// A gateway that takes tokens of one audience only.
    public static class OfTheShop implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("JWT_AUDIENCE", "shop");
        }
    }

    @Test
    void acceptsTokensOfItsAudienceOnly() throws IOException {
        assertThat(get(TestTokens.with("alice", Map.of("aud", "shop"), "customer")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(get(TestTokens.with("alice", Map.of("aud", "warehouse"), "customer")))
                .startsWith("HTTP/1.1 401 ")
                .contains("audience");
        assertThat(get(TestTokens.of("alice", "customer"))).startsWith("HTTP/1.1 401 ");
    }

    private String get(String token) throws IOException {
        return RawHttp.get(gateway.getPort(), "/v1/orders", "Authorization: Bearer " + token);
    }
}
