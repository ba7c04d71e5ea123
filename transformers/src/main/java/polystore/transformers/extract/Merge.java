package polystore.transformers.extract;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// Reads the documents of a range of roots: one COPY a table, all in one snapshot and in the order of the roots' keys,
/// merged. Memory holds the rows of one root, whatever the size of the range. For one thread.
///
/// Each stream has a connection of its own, which is kept for the next range.
public final class Merge implements AutoCloseable {

    private static final String EXPORT = "select pg_export_snapshot()";
    /// A transaction that locks several tables may wait for one stream while another stream waits for it, on another
    /// connection: PostgreSQL cannot see such a deadlock.
    private static final int LOCK_WAIT_MAX_MS = 500;

    /// No lock in that time, and a deadlock that PostgreSQL sees, on one connection.
    private static final Set<String> LOCKED_OUT = Set.of("55P03", "40P01");

    private final DataSource source;
    private final Plan plan;
    private final RootReader rootReader;
    private final List<Connection> connections = new ArrayList<>();

    public Merge(DataSource source, Plan plan) {
        this.source = source;
        this.plan = plan;
        this.rootReader = new RootReader(plan);
    }

    /// The statements that read a range, for measuring them on their own.
    public static List<String> queries(Plan plan, KeyRange range) {
        return plan.streams().stream()
                .map(stream -> MergeQuery.of(plan, stream, range))
                .toList();
    }

    /// Is given each root, in the order of their keys.
    @FunctionalInterface
    public interface Reader {
        void take(Extracted root) throws SQLException;
    }

    /// Reads a range to its end. A root whose values make a statement fail is refused; the rest of its range is then
    /// read page by page, in the same snapshot.
    ///
    /// @param snapshot in a REPEATABLE READ transaction
    public void read(Connection snapshot, KeyRange range, Reader reader) throws SQLException {
        var last = new RootKey[1];
        try {
            merge(export(snapshot), range, root -> {
                last[0] = root.key();
                reader.take(root);
            });
        } catch (SQLException e) {
            if (!RootReader.isDataFault(e)) {
                throw e;
            }
            page(snapshot, last[0] == null ? range : range.behind(last[0]), reader);
        }
    }

    /// Whether a read failed for a lock of another transaction: it may be repeated in a new snapshot.
    public static boolean isLockedOut(SQLException e) {
        return e.getSQLState() != null && LOCKED_OUT.contains(e.getSQLState());
    }

    private void page(Connection snapshot, KeyRange range, Reader reader) throws SQLException {
        var left = range;
        for (var keys = RootKeys.page(snapshot, plan, left, RootReader.KEYS_MAX); !keys.isEmpty(); ) {
            for (var root : rootReader.read(snapshot, keys)) {
                reader.take(root);
            }
            left = left.behind(keys.getLast());
            keys = RootKeys.page(snapshot, plan, left, RootReader.KEYS_MAX);
        }
    }

    private static String export(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement();
                var row = statement.executeQuery(EXPORT)) {
            row.next();
            return row.getString(1);
        }
    }

    private void merge(String snapshot, KeyRange range, Reader reader) throws SQLException {
        try {
            var streams = new ArrayList<MergedStream>();
            for (var stream : plan.streams()) {
                streams.add(MergedStream.open(connection(streams.size(), snapshot), plan, stream, range));
            }
            merge(streams, reader);
            for (var connection : connections) {
                connection.rollback();
            }
        } catch (SQLException | RuntimeException e) {
            discardConnections(e);
            throw e;
        }
    }

    /// Others may be in the middle of their COPY: cancelling it would race with the next statement.
    private void discardConnections(Exception cause) {
        for (var connection : connections) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException alreadyGone) {
                cause.addSuppressed(alreadyGone);
            }
        }
        connections.clear();
    }

    private Connection connection(int index, String snapshot) throws SQLException {
        if (index == connections.size()) {
            var connection = source.getConnection();
            connections.add(connection);
            connection.setAutoCommit(false);
        }
        var connection = connections.get(index);
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only; set transaction snapshot '"
                    + snapshot + "'; set local lock_timeout = " + LOCK_WAIT_MAX_MS);
        }
        return connection;
    }

    private void merge(List<MergedStream> streams, Reader reader) throws SQLException {
        var children = new IdentityHashMap<Stream, RowGroups>();
        var assembler = new Assembler(plan, children);
        var roots = streams.getFirst();
        for (var row = roots.take(); row != null; ) {
            var same = 1;
            var next = roots.take();
            for (; next != null && roots.isSameRoot(next, row); next = roots.take()) {
                same++;
            }
            for (var rows : streams.subList(1, streams.size())) {
                children.put(rows.stream(), rows.of(row, roots));
            }
            var text = text(row);
            reader.take(same == 1 ? assembler.root(text, row) : RootReader.ambiguous(text, same));
            row = next;
        }
        for (var stream : streams) {
            stream.end();
        }
    }

    /// The key as text, behind the key's columns.
    private RootKey text(CopyRow row) {
        var from = plan.root().prefix().size()
                + plan.root().values().size()
                + plan.key().size();
        var parts = new ArrayList<String>();
        for (var i = 0; i < plan.key().size(); i++) {
            parts.add(row.text(from + i, StandardCharsets.UTF_8));
        }
        return new RootKey(parts);
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
        connections.clear();
    }
}
