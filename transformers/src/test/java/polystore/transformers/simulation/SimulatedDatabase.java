package polystore.transformers.simulation;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import polystore.transformers.turnstile.SnapshotSource;

/// The lock, the tickets and the snapshots of [Rows], as the real turnstile uses them; now and then the server crashes.
final class SimulatedDatabase implements SnapshotSource {

    /// PostgreSQL logs a sequence this far ahead.
    private static final int LOGGED_AHEAD = 32;

    private final Rows rows;
    private final Fault fault;
    private final Random random;
    private final List<Reader> open = new ArrayList<>();
    private @Nullable Reader holder;
    private long tickets;
    private long flushedTickets;

    SimulatedDatabase(Rows rows, Fault fault, Random random) {
        this.rows = rows;
        this.fault = fault;
        this.random = random;
    }

    @Override
    public Session open() {
        var reader = new Reader();
        open.add(reader);
        return reader;
    }

    /// Every session breaks and the lock is free. What a commit has flushed is kept; of a ticket that was drawn in a
    /// transaction which is rolled back nothing need be.
    void crash() {
        open.forEach(Reader::breakOff);
        open.clear();
        holder = null;
        tickets = fault == Fault.TICKET_NOT_COMMITTED
                ? Math.max(flushedTickets, tickets - random.nextInt(LOGGED_AHEAD))
                : tickets + random.nextInt(LOGGED_AHEAD);
    }

    /// What a reader finds behind its connection.
    static Rows.Snapshot snapshot(Connection connection) throws SQLException {
        return connection.unwrap(Rows.Snapshot.class);
    }

    private final class Reader implements Session {
        private boolean broken;
        private Rows.@Nullable Snapshot snapshot;

        private void breakOff() {
            broken = true;
        }

        private void requireUp() throws SQLException {
            if (broken) {
                throw new SQLException("the server crashed");
            }
        }

        @Override
        public long drawTicket() throws SQLException {
            if (fault == Fault.LOCK_INSIDE) {
                snapshot = rows.snapshot();
            }
            Strand.pause();
            while (fault != Fault.NO_LOCK && holder != null && !broken) {
                Strand.pauseUnderLock();
            }
            requireUp();
            holder = this;
            tickets++;
            flushedTickets = tickets - random.nextInt(LOGGED_AHEAD);
            var ticket = tickets;
            if (fault == Fault.NO_LOCK) {
                Strand.pause();
            } else {
                Strand.pauseUnderLock();
            }
            return fault == Fault.LOG_POSITION_AS_VERSION ? rows.position() : ticket;
        }

        @Override
        public boolean takeSnapshot(long[] changedXids) throws SQLException {
            requireUp();
            var taken = fault == Fault.LOCK_INSIDE && snapshot != null ? snapshot : rows.snapshot();
            snapshot = taken;
            holder = null;
            Strand.pause();
            requireUp();
            var changed = LongStream.of(changedXids).mapToObj(xid -> (int) xid).collect(Collectors.toSet());
            return fault == Fault.NO_VISIBILITY_CHECK || taken.visible().containsAll(Set.copyOf(changed));
        }

        @Override
        public Connection connection() {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("unwrap") && snapshot != null) {
                            return snapshot;
                        }
                        throw new UnsupportedOperationException(method.getName());
                    });
        }

        @Override
        public void rollback() {
            snapshot = null;
        }

        @Override
        public void close() {
            if (holder == this) {
                holder = null;
            }
            open.remove(this);
        }
    }
}
