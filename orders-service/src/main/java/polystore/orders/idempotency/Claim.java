package polystore.orders.idempotency;

import java.util.UUID;
import polystore.orders.refusal.Refusal;

/// The state of an idempotency key when a request arrives with it.
public sealed interface Claim {

    /// The key was not used in the last 24 hours: the request is executed and its outcome stored.
    record Fresh() implements Claim {}

    /// The first request with the key has not finished.
    record Running() implements Claim {}

    /// The key was used with another body.
    record OtherRequest() implements Claim {}

    /// The request with the key produced this version of this order.
    record Done(UUID orderId, int version) implements Claim {}

    /// The request with the key was refused by a rule; the refusal is repeated.
    record RefusedBefore(Refusal why) implements Claim {}
}
