package polystore.platform.messaging;

/// Another consumer has claimed a partition of this one, which has not noticed a rebalance yet.
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
