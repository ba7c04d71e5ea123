package polystore.platform.persistence;

/// Another transaction committed a conflicting write first. [TransactionRunner] rolls back and runs the work
/// again, which then sees that write.
public class LostRaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message the conflict, logged when all attempts fail
    public LostRaceException(String message) {
        super(message, null, false, false);
    }
}
