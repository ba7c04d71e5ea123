package polystore.platform.persistence;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Runs the work of a use case in one transaction, repeats it after a lost race, and runs its signals after the
/// commit.
///
/// A use case calls it instead of using `@Transactional`, so that one file shows all three. With the annotation,
/// the last line of the method would still run before the commit, and each caller would need its own retry.
public class TransactionRunner {

    private static final Logger LOG = Logger.getLogger(TransactionRunner.class);

    /// After this many lost races there is high contention, and the caller gets the failure.
    static final int ATTEMPTS_MAX = 3;

    private final TransactionManager transactions;

    public TransactionRunner(TransactionManager transactions) {
        this.transactions = transactions;
    }

    /// Returns the result of the committed work. Inside a running transaction the work joins it: the work is then
    /// not repeated, and its signals run after the commit of the outer transaction.
    ///
    /// @param work may be called up to three times; a lost attempt is rolled back
    /// @throws LostRaceException when all attempts lost
    /// @throws TransactionFailedException when the transaction could not begin, or the outcome of its commit is
    /// unknown
    public <T> T run(Function<Transaction, T> work) {
        if (status() != Status.STATUS_NO_TRANSACTION) {
            return work.apply(new Running());
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_MAX || !isLostRace(e)) {
                    throw e;
                }
                LOG.debugf("A transaction lost a race and is run again: %s", SqlFaults.reason(e));
            }
        }
    }

    private static boolean isLostRace(RuntimeException e) {
        return e instanceof LostRaceException || SqlFaults.isLostRace(e);
    }

    private <T> T once(Function<Transaction, T> work) {
        begin();
        try {
            var result = work.apply(new Running());
            end();
            return result;
        } finally {
            rollBackIfOpen();
        }
    }

    private void begin() {
        try {
            transactions.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new TransactionFailedException("The transaction could not begin", e);
        }
    }

    private void end() {
        if (status() == Status.STATUS_MARKED_ROLLBACK) {
            return;
        }
        try {
            transactions.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new TransactionFailedException("The outcome of the commit is unknown", e);
        }
    }

    private void rollBackIfOpen() {
        if (status() == Status.STATUS_NO_TRANSACTION) {
            return;
        }
        try {
            transactions.rollback();
        } catch (SystemException | RuntimeException e) {
            // The connection is broken, so PostgreSQL rolls back by itself, and the caller gets the cause.
            LOG.debug("a transaction could not be rolled back", e);
        }
    }

    private int status() {
        try {
            return transactions.getStatus();
        } catch (SystemException e) {
            throw new TransactionFailedException("The state of the transaction is not known", e);
        }
    }

    private final class Running implements Transaction {

        @Override
        public void afterCommit(Runnable action) {
            try {
                transactions.getTransaction().registerSynchronization(new AfterCommit(action));
            } catch (RollbackException markedForRollback) {
                LOG.debug(
                        "the transaction is rolled back, so its actions after the commit are dropped",
                        markedForRollback);
            } catch (SystemException e) {
                throw new TransactionFailedException("The transaction accepts no actions after its commit", e);
            }
        }

        @Override
        public void rollBack() {
            try {
                transactions.setRollbackOnly();
            } catch (SystemException e) {
                throw new TransactionFailedException("The transaction cannot be rolled back", e);
            }
        }
    }

    private record AfterCommit(Runnable action) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_COMMITTED) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("An action after a commit failed; the commit is not affected", e);
            }
        }
    }
}
