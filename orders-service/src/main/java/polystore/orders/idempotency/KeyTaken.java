package polystore.orders.idempotency;

/// Another request with the same key committed between this one's look and its write: roll back and look again.
public final class KeyTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyTaken() {
        super("the idempotency key was taken meanwhile", null, false, false);
    }
}
