package polystore.contracts.orders;

/// Where an order stands, as others see it.
public enum OrderStatus {
    /// Stock is reserved, payment is awaited.
    PLACED,
    PAID,
    SHIPPED,
    DELIVERED,
    RETURNED,
    /// Not paid in time: the reservation went back.
    EXPIRED,
    CANCELLED
}
