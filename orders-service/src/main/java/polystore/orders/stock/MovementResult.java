package polystore.orders.stock;

/// The outcome of one movement of a request.
public enum MovementResult {
    APPLIED,
    /// Its reference is in the ledger already: it is not booked again.
    DUPLICATE,
    /// It would take more units than are available.
    REJECTED
}
