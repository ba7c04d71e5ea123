package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import polystore.orders.placing.PlacingResource;
import polystore.platform.http.VerifiedTokens;

/// What the running service is put together from, where nothing else would show that a part is left out.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class WiringIT {

    @Inject
    JWTCallerPrincipalFactory tokens;

    /// Twice the orders of many clients for the same processor: docs/rationale.md.
    @Test
    void ordersArePlacedOnVirtualThreads() throws NoSuchMethodException {
        var place = PlacingResource.class.getMethod("place", String.class, byte[].class);

        assertThat(place.isAnnotationPresent(RunOnVirtualThread.class)).isTrue();
    }

    @Test
    void tokensAreRemembered() {
        assertThat(tokens).isInstanceOf(VerifiedTokens.class);
    }
}
