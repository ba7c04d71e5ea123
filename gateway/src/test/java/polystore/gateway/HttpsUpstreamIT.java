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

/// The certificate of catalog is issued by the authority that the TLS configuration `polystore` trusts, that of orders
/// by another authority.
@QuarkusTest
@TestProfile(HttpsUpstreamIT.OfItsOwn.class)
@QuarkusTestResource(value = HttpsUpstreams.class, restrictToAnnotatedClass = true)
class HttpsUpstreamIT {

    @TestHTTPResource
    URI gateway = URI.create("/");

    /// A gateway with resources of its own.
    public static class OfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("polystore.gateway.rate-limit.quota.burst", "40");
        }
    }

    @Test
    void forwardsToAServiceWhoseAuthorityItTrusts() throws IOException {
        assertThat(RawHttp.get(gateway.getPort(), "/v1/products"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"service\":\"catalog\"");
    }

    @Test
    void sendsNothingToAServiceWhoseAuthorityItDoesNotTrust() throws IOException {
        assertThat(RawHttp.get(gateway.getPort(), "/v1/stock/SHOE-1"))
                .startsWith("HTTP/1.1 50")
                .doesNotContain("\"service\":\"orders\"");
    }
}
