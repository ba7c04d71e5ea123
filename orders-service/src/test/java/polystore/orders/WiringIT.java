package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import polystore.platform.http.VerifiedTokens;

/// What the running service is put together from, where nothing else would show that a part is left out.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class WiringIT {

    @Inject
    JWTCallerPrincipalFactory tokens;

    @Test
    void tokensAreRemembered() {
        assertThat(tokens).isInstanceOf(VerifiedTokens.class);
    }
}
