package polystore.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitKeyTest {

    @Test
    void aCustomerIsCountedWhereverTheCallComesFrom() {
        var alice = new Caller.Authenticated("alice", Set.of());
        assertThat(RateLimitKey.of(alice, "10.0.0.1")).isEqualTo(RateLimitKey.of(alice, "10.0.0.2"));
    }

    @Test
    void noSubjectCanBeMistakenForAnAddress() {
        assertThat(RateLimitKey.of(new Caller.Authenticated("10.0.0.1", Set.of()), "x"))
                .isNotEqualTo(RateLimitKey.of(new Caller.Anonymous(), "10.0.0.1"));
    }

    @Test
    void anonymousCallersAreCountedByAddressOrIpv6Network() {
        assertThat(RateLimitKey.ofAddress("10.0.0.1")).isEqualTo("address:10.0.0.1");
        assertThat(RateLimitKey.ofAddress("2001:db8:0:1:0:0:0:1"))
                .isEqualTo(RateLimitKey.ofAddress("2001:db8:0:1:9:9:9:9"));
        assertThat(RateLimitKey.ofAddress("2001:db8:0:1:0:0:0:1"))
                .isNotEqualTo(RateLimitKey.ofAddress("2001:db8:0:2:0:0:0:1"));
    }
}
