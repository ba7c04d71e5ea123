package polystore.orders.idempotency;

import polystore.platform.persistence.LostRaceException;

/// Another request with the same idempotency key committed between this one's look at the key and its write: the
/// request is run again, and finds what the other one did.
public final class KeyTakenException extends LostRaceException {

    private static final long serialVersionUID = 1L;

    public KeyTakenException() {
        super("another request took the idempotency key meanwhile");
    }
}
