package polystore.platform.persistence;

/// Lets the work inside a transaction control the transaction.
public interface Transaction {

    /// Runs an action after the commit, and never after a rollback. For signals in memory only: the action has no
    /// transaction, and its failure is only logged.
    void afterCommit(Runnable action);

    /// Rolls back at the end of the work, whose result is still returned to the caller.
    void rollBack();
}
