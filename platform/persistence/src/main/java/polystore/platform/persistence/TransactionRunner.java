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

/// Runs the work of a use case in one transaction, again when it lost a race, and its signals after the commit.
///
/// A use case calls it in place of `@Transactional`, so that one file says all three. The annotation begins its
/// transaction outside of the method: what the method does last still happens before the commit, where a reader of
/// the database cannot see it yet, and a retry has to stand in every caller. A service that has JTA makes one a
/// bean; one that has not needs none, and so this is no bean by itself.
public class TransactionRunner {

    private static final Logger LOG = Logger.getLogger(TransactionRunner.class);

    /// Whoever loses three times is in a crowd: the caller hears it instead of holding on to a connection.
    static final int ATTEMPTS_MAX = 3;

    private final TransactionManager transactions;

    public TransactionRunner(TransactionManager transactions) {
        this.transactions = transactions;
    }

    /// The result of the work, committed. Within a transaction that already runs, the work joins that one: it is
    /// not repeated then, and its signals wait for the commit of the whole.
    ///
    /// @param work may be called three times; nothing of a lost attempt is in the database
    /// @throws LostRaceException when it lost each time
    /// @throws TransactionFailedException when there was no beginning, or the outcome of the commit is not known
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
            throw new TransactionFailedException("No transaction could begin", e);
        }
    }

    private void end() {
        if (status() == Status.STATUS_MARKED_ROLLBACK) {
            return;
        }
        try {
            transactions.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new TransactionFailedException("It is not known whether the transaction was committed", e);
        }
    }

    private void rollBackIfOpen() {
        if (status() == Status.STATUS_NO_TRANSACTION) {
            return;
        }
        try {
            transactions.rollback();
        } catch (SystemException | RuntimeException e) {
            // The connection is broken: PostgreSQL rolls back by itself, and the cause is on its way to the caller.
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
                LOG.debug("nothing will be committed, so nothing follows a commit", markedForRollback);
            } catch (SystemException e) {
                throw new TransactionFailedException("The transaction takes no actions", e);
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
                LOG.error("What follows a commit failed; the commit stands", e);
            }
        }
    }
}
