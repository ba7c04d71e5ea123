package polystore.stores;

/// A server that runs will never become ready, whatever time it is given; the message says why and what to do.
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefusedException(String message) {
        super(message);
    }
}
