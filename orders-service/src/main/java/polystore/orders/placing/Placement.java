package polystore.orders.placing;

import polystore.orders.idempotency.Claim;
import polystore.orders.order.domain.Order;
import polystore.orders.refusal.Refusal;

/// The outcome of a request to place an order.
public sealed interface Placement {

    record Accepted(Order.Placed order) implements Placement {}

    record Refused(Refusal why) implements Placement {}

    /// The idempotency key was used before; nothing was changed.
    record Replayed(Claim claim) implements Placement {}
}
