package polystore.platform.persistence;

/// Another transaction committed first what this one was about to write: [TransactionRunner] rolls back and runs
/// the work again, which then finds what the other one wrote.
public class LostRaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message who lost to whom, for the log of a work that loses each of its attempts
    public LostRaceException(String message) {
        super(message, null, false, false);
    }
}
