package polystore.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.junit.jupiter.api.Test;

class PlacingResourceTest {

    /// With many clients, twice the orders for the same processor time: docs/rationale.md.
    @Test
    void ordersArePlacedOnVirtualThreads() throws NoSuchMethodException {
        var place = PlacingResource.class.getDeclaredMethod("place", String.class, byte[].class);

        assertThat(place.isAnnotationPresent(RunOnVirtualThread.class)).isTrue();
    }
}
