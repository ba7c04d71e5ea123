package polystore.orders.stock;

/// What became of one movement of a request.
public enum MovementResult {
    APPLIED,
    /// Its reference was recorded before: nothing moved now.
    DUPLICATE,
    /// It would take more than is available.
    REJECTED
}
