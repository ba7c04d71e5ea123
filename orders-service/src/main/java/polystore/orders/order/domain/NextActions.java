package polystore.orders.order.domain;

import java.util.List;
import java.util.stream.Stream;

/// Which actions an order allows and its caller may take, for `nextActions`.
public final class NextActions {

    private NextActions() {}

    /// Who asks.
    ///
    /// @param staff runs the shop, and records what the payment provider says
    /// @param payer a customer who may pay for their own order; only where the local stack has no provider
    public record Caller(boolean staff, boolean payer) {}

    public static List<String> of(Order order, Caller caller) {
        return switch (order) {
            case Order.Placed _ ->
                caller.staff() || caller.payer() ? List.of("payment", "cancellation") : List.of("cancellation");
            case Order.Paid _ -> caller.staff() ? List.of("shipment", "cancellation") : List.of("cancellation");
            case Order.Shipped _ -> forStaff(caller, "delivery");
            case Order.Delivered _ -> forStaff(caller, "return");
            case Order.Returned returned ->
                returned.facts().lines().stream().anyMatch(line -> line.remaining() > 0)
                        ? forStaff(caller, "return")
                        : List.of();
            case Order.Expired _, Order.Cancelled _ -> List.of();
        };
    }

    private static List<String> forStaff(NextActions.Caller caller, String action) {
        return Stream.of(action).filter(_ -> caller.staff()).toList();
    }
}
