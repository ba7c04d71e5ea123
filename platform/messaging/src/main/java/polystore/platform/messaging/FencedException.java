package polystore.platform.messaging;

/// This consumer lost a partition without having been told: another one has claimed it.
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
