package polystore.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import polystore.gateway.identity.Caller;

class PrincipalTest {

    @Test
    void aCustomerIsCountedWhereverTheCallComesFrom() {
        var alice = new Caller.Known("alice", Set.of());
        assertThat(Principal.of(alice, "10.0.0.1")).isEqualTo(Principal.of(alice, "10.0.0.2"));
    }

    @Test
    void nobodyCanPassForAnAddressOrACustomer() {
        assertThat(Principal.of(new Caller.Known("10.0.0.1", Set.of()), "x"))
                .isNotEqualTo(Principal.of(new Caller.Anonymous(), "10.0.0.1"));
    }

    @Test
    void anonymousCallersAreCountedByAddressOrIpv6Network() {
        assertThat(Principal.ofAddress("10.0.0.1")).isEqualTo("address:10.0.0.1");
        assertThat(Principal.ofAddress("2001:db8:0:1:0:0:0:1")).isEqualTo(Principal.ofAddress("2001:db8:0:1:9:9:9:9"));
        assertThat(Principal.ofAddress("2001:db8:0:1:0:0:0:1"))
                .isNotEqualTo(Principal.ofAddress("2001:db8:0:2:0:0:0:1"));
    }
}
