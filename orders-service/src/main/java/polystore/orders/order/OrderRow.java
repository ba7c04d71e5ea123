package polystore.orders.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.orders.order.domain.Order;

/// An order with what the domain does not look at: who may read it, what is sealed, where the parcel is.
///
/// @param personal sealed under the customer's key `personalKey`
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OrderRow(
        Order order,
        byte[] personal,
        UUID personalKey,
        @Nullable String carrier,
        @Nullable String trackingNumber) {

    public String customerId() {
        return order.facts().customerId();
    }
}
