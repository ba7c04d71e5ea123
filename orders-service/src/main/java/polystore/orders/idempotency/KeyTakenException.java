package polystore.orders.idempotency;

import polystore.platform.persistence.LostRaceException;

/// Another request with the same idempotency key committed between the check of the key and the write. The request
/// is run again and then finds the outcome of the other.
public final class KeyTakenException extends LostRaceException {

    private static final long serialVersionUID = 1L;

    public KeyTakenException() {
        super("another request has used the idempotency key meanwhile");
    }
}
