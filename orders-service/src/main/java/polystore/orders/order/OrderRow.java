package polystore.orders.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.orders.order.domain.Order;

/// An order with the columns that the domain does not need: encrypted personal data and the shipment.
///
/// @param personal encrypted with the customer's key `personalKey`
@SuppressWarnings("ArrayRecordComponent") // never compared
record OrderRow(
        Order order,
        byte[] personal,
        UUID personalKey,
        @Nullable String carrier,
        @Nullable String trackingNumber) {

    String customerId() {
        return order.facts().customerId();
    }
}
