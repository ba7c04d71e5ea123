package polystore.command.demo.northwind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order of Northwind with its lines, and the progress of its import.
///
/// @param attempt number of orders placed for it: an order that expired before it was paid is placed again
/// @param placedId the order in Polystore, null before the first is placed
record OrderRow(
        int orderId,
        String customerId,
        ShipRow ship,
        List<LineRow> lines,
        int attempt,
        @Nullable String placedId) {

    record ShipRow(
            @Nullable String name,
            @Nullable String address,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String country) {}

    record LineRow(int productId, int quantity) {}
}
