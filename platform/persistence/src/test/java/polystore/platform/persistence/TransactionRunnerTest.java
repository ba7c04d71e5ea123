package polystore.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uses the transaction manager of the services, without a database.
class TransactionRunnerTest {

    private final TransactionManager transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final TransactionRunner runner = new TransactionRunner(transactions);
    private final List<String> story = new ArrayList<>();

    @AfterEach
    void leavesNoTransactionBehind() throws Exception {
        assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void runsTheSignalsAfterTheCommit() {
        var result = runner.run(transaction -> {
            transaction.afterCommit(() -> story.add("signal, " + (isActive() ? "too early" : "no transaction")));
            story.add("work, " + (isActive() ? "transaction" : "too late"));
            return 7;
        });

        assertThat(result).isEqualTo(7);
        assertThat(story).containsExactly("work, transaction", "signal, no transaction");
    }

    @Test
    void runsNoSignalOfWorkThatFailed() {
        assertThatThrownBy(() -> runner.run(transaction -> {
                    transaction.afterCommit(() -> story.add("signal"));
                    tellTheEnd();
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(story).containsExactly("rollback");
    }

    @Test
    void answersButRunsNoSignalWhenTheWorkRollsBack() {
        var result = runner.run(transaction -> {
            transaction.afterCommit(() -> story.add("signal"));
            tellTheEnd();
            transaction.rollBack();
            return "rejected";
        });

        assertThat(result).isEqualTo("rejected");
        assertThat(story).containsExactly("rollback");
    }

    @Test
    void repeatsWorkThatLostARaceWithoutTheSignalsOfTheFirstAttempt() {
        var result = runner.run(transaction -> {
            story.add("work");
            transaction.afterCommit(() -> story.add("signal"));
            if (story.size() == 1) {
                throw new LostRaceException("another one was first");
            }
            return "won";
        });

        assertThat(result).isEqualTo("won");
        assertThat(story).containsExactly("work", "work", "signal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void repeatsWorkThatPostgresqlRolledBackInFavourOfAnotherTransaction(String state) {
        int attempts = runner.run(_ -> {
            story.add("work");
            if (story.size() == 1) {
                throw new IllegalStateException(new SQLException("deadlock detected", state));
            }
            return story.size();
        });

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void givesUpAfterTheThirdLostRace() {
        assertThatThrownBy(() -> runner.run(_ -> {
                    story.add("work");
                    throw new LostRaceException("attempt " + story.size());
                }))
                .isInstanceOf(LostRaceException.class)
                .hasMessage("attempt 3");
    }

    @Test
    void doesNotRepeatWorkThatFailedForAnotherReason() {
        assertThatThrownBy(() -> runner.run(_ -> {
                    story.add("work");
                    throw new IllegalStateException(new SQLException("no connection", "08006"));
                }))
                .hasMessageContaining("no connection");

        assertThat(story).containsExactly("work");
    }

    @Test
    void joinsARunningTransactionAndRunsTheSignalsAfterItsCommit() throws Exception {
        transactions.begin();
        runner.run(transaction -> {
            transaction.afterCommit(() -> story.add("signal"));
            return "joined";
        });
        story.add("rest of the outer work");
        transactions.commit();

        assertThat(story).containsExactly("rest of the outer work", "signal");
    }

    @Test
    void aSignalThatFailsChangesNeitherTheResultNorTheNextSignal() {
        var result = runner.run(transaction -> {
            transaction.afterCommit(() -> {
                throw new IllegalStateException("a signal that fails, as this test wants it");
            });
            transaction.afterCommit(() -> story.add("next signal"));
            return "committed";
        });

        assertThat(result).isEqualTo("committed");
        assertThat(story).containsExactly("next signal");
    }

    private boolean isActive() {
        try {
            return transactions.getStatus() == Status.STATUS_ACTIVE;
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Registers a synchronization, as a connection pool does, which records the outcome of the transaction.
    private void tellTheEnd() {
        try {
            transactions.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {}

                @Override
                public void afterCompletion(int status) {
                    story.add(status == Status.STATUS_COMMITTED ? "commit" : "rollback");
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
