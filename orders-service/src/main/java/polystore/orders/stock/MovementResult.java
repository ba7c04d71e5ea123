package polystore.orders.stock;

/// The outcome of one movement of a request.
enum MovementResult {
    APPLIED,
    /// The reference is in the ledger already, so the movement is not booked again.
    DUPLICATE,
    /// The movement would remove more units than are available.
    REJECTED
}
