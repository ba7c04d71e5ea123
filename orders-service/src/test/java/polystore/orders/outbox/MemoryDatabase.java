package polystore.orders.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The behaviour of PostgreSQL that the relay depends on, in memory: ids and xids assigned before the commit, a
/// horizon, row locks held until the end of a transaction.
final class MemoryDatabase {

    /// In id order; the row with id 1 is the first.
    final List<Row> rows = new ArrayList<>();
    private final List<Transaction> running = new ArrayList<>();
    private final Map<UUID, Transaction> locks = new HashMap<>();
    private long nextId = 1;
    private long nextXid = 1;

    enum State {
        RUNNING,
        COMMITTED,
        ROLLED_BACK
    }

    /// A row of the outbox with the transaction that wrote it.
    record Row(OutboxEntry entry, Transaction by) {
        boolean isCommitted() {
            return by.state == State.COMMITTED;
        }
    }

    /// The oldest running transaction that has written, or the next one: `pg_snapshot_xmin`.
    long horizon() {
        return running.stream()
                .mapToLong(each -> each.xid)
                .filter(xid -> xid > 0)
                .min()
                .orElse(nextXid);
    }

    /// The rows that a statement beginning now would see, in id order.
    List<OutboxEntry> visible() {
        return rows.stream().filter(Row::isCommitted).map(Row::entry).toList();
    }

    Transaction begin() {
        var transaction = new Transaction();
        running.add(transaction);
        return transaction;
    }

    final class Transaction implements OutboxLogContract.Writer {

        private final List<UUID> locked = new ArrayList<>();
        private long xid;
        State state = State.RUNNING;

        @Override
        public void write() {
            if (xid == 0) {
                xid = nextXid++;
            }
        }

        /// Takes the aggregate's row lock if it is free. Assigns an xid in any case, as an `UPDATE` that has to wait
        /// does.
        boolean lock(UUID aggregate) {
            write();
            var holder = locks.putIfAbsent(aggregate, this);
            if (holder == null) {
                locked.add(aggregate);
            }
            return holder == null || holder == this;
        }

        /// Appends the next version of an aggregate whose lock it holds, or the version given.
        @Override
        public void append(UUID aggregate, @Nullable Integer version) {
            write();
            var id = nextId++;
            var number = version == null ? nextVersion(aggregate) : version;
            var entry = new OutboxEntry(id, xid, Instant.EPOCH, new UUID(id, 0), aggregate, number, "test", "{}", null);
            rows.add(new Row(entry, this));
        }

        @Override
        public void commit() {
            end(State.COMMITTED);
        }

        @Override
        public void rollback() {
            end(State.ROLLED_BACK);
        }

        private int nextVersion(UUID aggregate) {
            return 1
                    + rows.stream()
                            .filter(row -> row.entry().aggregate().equals(aggregate))
                            .filter(row -> row.isCommitted() || row.by() == this)
                            .mapToInt(row -> row.entry().version())
                            .max()
                            .orElse(0);
        }

        private void end(State outcome) {
            state = outcome;
            running.remove(this);
            locked.forEach(locks::remove);
        }
    }
}
