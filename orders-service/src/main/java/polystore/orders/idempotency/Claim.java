package polystore.orders.idempotency;

import java.util.UUID;
import polystore.orders.refusal.Refusal;

/// What a key says about the request that carries it.
public sealed interface Claim {

    /// Nobody used it in the last 24 hours: go on, and keep the outcome.
    record Fresh() implements Claim {}

    /// The first request with it has not finished.
    record Running() implements Claim {}

    /// It belongs to a request with another body.
    record OtherRequest() implements Claim {}

    /// It led to this version of this order.
    record Done(UUID orderId, int version) implements Claim {}

    /// It was refused by rule, and is again.
    record RefusedBefore(Refusal why) implements Claim {}
}
