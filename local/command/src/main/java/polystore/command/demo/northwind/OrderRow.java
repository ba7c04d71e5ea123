package polystore.command.demo.northwind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order of Northwind with its lines, and what was made of it so far.
///
/// @param attempt counts the orders placed for it: one that expired before it was paid is placed again
/// @param placedId the order in Polystore, null when none is known
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
