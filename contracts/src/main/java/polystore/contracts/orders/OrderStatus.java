package polystore.contracts.orders;

/// The published status of an order.
public enum OrderStatus {
    /// Stock is reserved, the payment is pending.
    PLACED,
    PAID,
    SHIPPED,
    DELIVERED,
    RETURNED,
    /// Not paid in time, so the reservation was released.
    EXPIRED,
    CANCELLED
}
