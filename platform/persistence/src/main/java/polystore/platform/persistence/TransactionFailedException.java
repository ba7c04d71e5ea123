package polystore.platform.persistence;

/// A transaction could not begin, or the outcome of its commit is unknown.
public final class TransactionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransactionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
