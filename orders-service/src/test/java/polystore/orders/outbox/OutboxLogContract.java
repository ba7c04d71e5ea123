package polystore.orders.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The suite that every outbox log must pass.
abstract class OutboxLogContract {

    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(2, 2);

    /// A transaction that writes to the outbox.
    interface Writer {
        /// Makes the transaction a writer, which has an xid from now on.
        void write() throws Exception;

        void append(UUID aggregate, @Nullable Integer version) throws Exception;

        void commit() throws Exception;

        void rollback() throws Exception;
    }

    abstract Writer begin() throws Exception;

    /// A log as the next leader opens it.
    abstract OutboxLog newLeader() throws Exception;

    @Test
    void hasNothingToDeliverAtTheStart() throws Exception {
        assertThat(newLeader().open().isDone()).isTrue();
    }

    @Test
    void waitsForTheSlowTransactionWithTheLowerId() throws Exception {
        var log = newLeader();
        var slow = begin();
        slow.append(A, 1);
        var fast = begin();
        fast.append(B, 1);
        fast.commit();

        assertThat(drained(log)).isEmpty();
        slow.commit();
        assertDelivers(log, "1@1", "2@1");
    }

    @Test
    void leavesOutRowsThatWereRolledBack() throws Exception {
        var log = newLeader();
        var undone = begin();
        undone.append(A, 1);
        undone.rollback();
        var kept = begin();
        kept.append(B, 1);
        kept.commit();

        assertDelivers(log, "2@1");
    }

    @Test
    void ordersByIdWhenTheLowerXidWroteTheLaterVersion() throws Exception {
        var log = newLeader();
        var waited = begin();
        waited.write();
        var first = begin();
        first.append(A, 1);
        first.commit();
        waited.append(A, 2);
        waited.commit();

        assertDelivers(log, "1@1", "1@2");
    }

    @Test
    void includesAnEarlierVersionFromBeyondTheWindow() throws Exception {
        var log = newLeader();
        var waited = begin();
        waited.write();
        var bystander = begin();
        bystander.write();
        var first = begin();
        first.append(A, 1);
        first.commit();
        waited.append(A, 2);
        waited.commit();

        assertDelivers(log, "1@1", "1@2");
        bystander.commit();
        assertDelivers(log, "1@1");
        assertThat(drained(log)).isEmpty();
    }

    @Test
    void continuesInTheWindowThatAnotherLeaderLeftUnfinished() throws Exception {
        var writer = begin();
        for (var version = 1; version <= 4; version++) {
            writer.append(A, version);
        }
        writer.commit();
        var first = newLeader();
        var window = first.open();
        var page = first.page(window, 2);
        first.moved(window.deliveredTo(page.upToId()));
        first.page(first.open(), 1);

        assertDelivers(newLeader(), "1@3", "1@4");
        assertThat(drained(newLeader())).isEmpty();
    }

    /// Transactions in other databases of the server may hold the horizon for a moment, but not for two seconds.
    private static void assertDelivers(OutboxLog log, String... expected) throws InterruptedException {
        var all = new ArrayList<String>();
        for (var attempt = 0; all.size() < expected.length && attempt < 200; attempt++) {
            Thread.sleep(attempt == 0 ? 0 : 10);
            all.addAll(drained(log));
        }
        assertThat(all).containsExactly(expected);
    }

    /// Everything that can be delivered now, as `aggregate@version`, in pages of one and two.
    private static List<String> drained(OutboxLog log) {
        var all = new ArrayList<String>();
        for (var window = log.open(); !window.isDone(); window = log.open()) {
            var page = log.page(window, 1 + all.size() % 2);
            page.entries().forEach(row -> all.add(row.aggregate().getMostSignificantBits() + "@" + row.version()));
            log.moved(window.deliveredTo(page.upToId()));
        }
        return all;
    }
}
