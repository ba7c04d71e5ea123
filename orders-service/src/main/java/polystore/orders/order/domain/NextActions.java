package polystore.orders.order.domain;

import java.util.List;
import java.util.stream.Stream;

/// The actions that an order allows and its caller may perform, for `nextActions`.
public final class NextActions {

    private NextActions() {}

    /// The permissions of the caller.
    ///
    /// @param staff whether the caller runs the shop, which includes recording payments for the payment provider
    /// @param payer whether the caller is a customer who may record a payment: only where there is no provider
    public record Caller(boolean staff, boolean payer) {}

    public static List<String> of(Order order, Caller caller) {
        return switch (order) {
            case Order.Placed _ ->
                caller.staff() || caller.payer() ? List.of("payment", "cancellation") : List.of("cancellation");
            case Order.Paid _ -> caller.staff() ? List.of("shipment", "cancellation") : List.of("cancellation");
            case Order.Shipped _ -> forStaff(caller, "delivery");
            case Order.Delivered _ -> forStaff(caller, "return");
            case Order.Returned returned -> returned.isReturnable() ? forStaff(caller, "return") : List.of();
            case Order.Expired _, Order.Cancelled _ -> List.of();
        };
    }

    private static List<String> forStaff(NextActions.Caller caller, String action) {
        return Stream.of(action).filter(_ -> caller.staff()).toList();
    }
}
