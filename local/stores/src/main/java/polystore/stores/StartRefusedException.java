package polystore.stores;

/// A running server can never become ready; the message says why and what to do.
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefusedException(String message) {
        super(message);
    }
}
