package polystore.orders.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `payment.reference` becomes `payment.provider_reference` while the old and the new version of the service both
/// record payments: no payment is lost, and none waits longer than the limit for a lock.
class RenamedColumnIT {

    private static final String OLD = "reference";
    private static final String NEW = "provider_reference";
    /// Enough that some payments are running whenever a migration takes a lock.
    private static final int PAYMENTS = 60;

    private final Schema schema = Schema.empty();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private record Running(PaymentWriter writer, Future<List<String>> payments) {}

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void noPaymentIsLostByTheMigrations() throws Exception {
        schema.migrateTo("1");
        var paid = new ArrayList<String>();
        var old = List.of(start(OLD), start(OLD));
        letPay(old);
        schema.migrateTo("3");
        var fresh = List.of(start(NEW), start(NEW));
        letPay(old);
        letPay(fresh);
        for (var writer : old) {
            paid.addAll(stop(writer));
        }
        schema.migrateTo("4");
        letPay(fresh);
        for (var writer : fresh) {
            paid.addAll(stop(writer));
        }

        assertThat(paid).anyMatch(reference -> reference.startsWith(OLD));
        assertThat(paid).anyMatch(reference -> reference.startsWith(NEW));
        assertThat(recorded(NEW)).containsExactlyInAnyOrderElementsOf(paid);
    }

    @Test
    void noPaymentIsLostByTheUndoScripts() throws Exception {
        schema.migrateTo("4");
        var paid = new ArrayList<String>();
        var fresh = start(NEW);
        letPay(List.of(fresh));
        schema.undo("U4__contract_payment_reference.sql");
        var old = start(OLD);
        letPay(List.of(old, fresh));
        paid.addAll(stop(fresh));
        schema.undo("U3__expand_payment_provider_reference_filled.sql");
        schema.undo("U2__expand_payment_provider_reference.sql");
        letPay(List.of(old));
        paid.addAll(stop(old));

        assertThat(recorded(OLD)).containsExactlyInAnyOrderElementsOf(paid);
    }

    /// Waits until each writer has recorded more payments; throws the failure of a writer that has ended.
    private static void letPay(List<Running> writers) throws Exception {
        for (var running : writers) {
            var before = running.writer().count();
            await().until(() -> running.writer().count() >= before + PAYMENTS
                    || running.payments().isDone());
            if (running.payments().isDone()) {
                running.payments().get();
            }
        }
    }

    /// An application connects anew after a migration that changed its tables' columns, as a rolling update does.
    private Running start(String column) {
        var writer = new PaymentWriter(schema, column);
        return new Running(writer, threads.submit(writer));
    }

    private static List<String> stop(Running running)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        running.writer().stop();
        var payments = running.payments().get(30, TimeUnit.SECONDS);
        assertThat(running.writer().longest()).isLessThan(PaymentWriter.WAIT_MAX);
        return payments;
    }

    private List<String> recorded(String column) throws SQLException, IOException {
        try (var connection = schema.application();
                var rows = connection.createStatement().executeQuery("select " + column + " from payment")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
