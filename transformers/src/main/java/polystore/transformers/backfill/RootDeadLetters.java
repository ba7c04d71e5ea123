package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootKey;
import polystore.transformers.run.Recompute;

/// Roots of a mapping that have no document in a target, each with its cause, kept in the source until they have one.
public final class RootDeadLetters {

    private static final String KEEP = """
            insert into polystore.dead_letter as kept (mapping, target, root, cause, ticket, version)
            values (?, ?, ?, ?, ?, ?)
            on conflict (mapping, target, root) do update
               set cause = excluded.cause, ticket = excluded.ticket, version = excluded.version, at = now()
             where kept.ticket < excluded.ticket
            """;

    private static final String REMOVE =
            "delete from polystore.dead_letter where mapping = ? and target = ? and root = ? and ticket < ?";

    private static final String COUNT = "select count(*) from polystore.dead_letter where mapping = ? and target = ?";

    private static final String PAGE = """
            select root, cause, ticket, version from polystore.dead_letter
             where mapping = ? and target = ? and root > ? order by root limit ?
            """;

    private final String mapping;
    private final String target;

    public RootDeadLetters(String mapping, String target) {
        this.mapping = mapping;
        this.target = target;
    }

    /// Keeps those that a recompute refused and removes the others; of two recomputes of a root the newer one counts.
    public void keep(Connection connection, List<RootKey> roots, Recompute.Outcome outcome) throws SQLException {
        var written = new HashSet<>(roots);
        for (var letter : outcome.deadLetters()) {
            written.remove(letter.root());
            keep(connection, letter);
        }
        if (count(connection) > outcome.deadLetters().size()) {
            remove(connection, written, outcome.ticket());
        }
    }

    private void keep(Connection connection, Recompute.DeadLetter letter) throws SQLException {
        try (var keep = named(connection, KEEP)) {
            keep.setArray(3, Backfills.array(connection, letter.root()));
            keep.setString(4, letter.cause());
            keep.setLong(5, letter.ticket());
            keep.setInt(6, letter.mapping());
            keep.executeUpdate();
        }
    }

    private void remove(Connection connection, Iterable<RootKey> written, long ticket) throws SQLException {
        try (var remove = named(connection, REMOVE)) {
            for (var root : written) {
                remove.setArray(3, Backfills.array(connection, root));
                remove.setLong(4, ticket);
                remove.addBatch();
            }
            remove.executeBatch();
        }
    }

    public long count(Connection connection) throws SQLException {
        try (var count = named(connection, COUNT);
                var row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /// @param after the last root of the page before; null for the first page
    public List<Recompute.DeadLetter> page(Connection connection, @Nullable RootKey after, int max)
            throws SQLException {
        try (var page = named(connection, PAGE)) {
            page.setArray(3, connection.createArrayOf("text", after == null ? new String[0] : parts(after)));
            page.setInt(4, max);
            var letters = new ArrayList<Recompute.DeadLetter>();
            try (var row = page.executeQuery()) {
                while (row.next()) {
                    var root =
                            new RootKey(List.of((String[]) row.getArray("root").getArray()));
                    letters.add(new Recompute.DeadLetter(
                            root, row.getString("cause"), row.getLong("ticket"), row.getInt("version")));
                }
            }
            return letters;
        }
    }

    private static String[] parts(RootKey root) {
        return root.parts().toArray(String[]::new);
    }

    private PreparedStatement named(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setString(1, mapping);
        statement.setString(2, target);
        return statement;
    }

    /// Recomputes all of them.
    ///
    /// @return how many have a document now
    public long retry(Connection connection, Recompute recompute, int pageMax) throws SQLException {
        var mended = 0L;
        @Nullable RootKey last = null;
        for (var page = page(connection, last, pageMax); !page.isEmpty(); page = page(connection, last, pageMax)) {
            var roots = page.stream().map(Recompute.DeadLetter::root).toList();
            var outcome = recompute.of(roots, new long[0]);
            keep(connection, roots, outcome);
            mended += outcome.written();
            last = roots.getLast();
        }
        return mended;
    }
}
