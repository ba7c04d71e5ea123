package polystore.platform.persistence;

/// What the work inside a transaction may say about the transaction itself.
public interface Transaction {

    /// Runs this once the transaction has committed, and never if it does not. For signals in memory only: there is
    /// no transaction any more, and a failure is logged and changes nothing for the caller.
    void afterCommit(Runnable action);

    /// Rolls back at the end of the work, whose result still goes to the caller.
    void rollBack();
}
