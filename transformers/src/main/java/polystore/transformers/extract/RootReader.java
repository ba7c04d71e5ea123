package polystore.transformers.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import polystore.transformers.catalog.SqlMessage;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// Reads the documents of some roots in one snapshot, with one query per table for any number of roots.
public final class RootReader {

    /// Limits the rows in memory to some megabytes, with documents of a few KB.
    public static final int KEYS_MAX = 500;

    /// 21 several rows where one is meant, 22 no value of its type, 54 too long or too many: what a computed value
    /// of one root can cause. Source: PostgreSQL, appendix A.
    private static final Pattern DATA = Pattern.compile("(21|22|54).*");

    private final Plan plan;

    public RootReader(Plan plan) {
        this.plan = plan;
    }

    /// A root whose values make a statement fail is refused, and found by halving; the snapshot stays the same.
    ///
    /// @param snapshot in a REPEATABLE READ transaction, so that all queries see the same state
    /// @param keys at most [#KEYS_MAX]
    /// @return one for each key, in their order
    public List<Extracted> read(Connection snapshot, List<RootKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException(keys.size() + " keys at once: the most is " + KEYS_MAX);
        }
        var before = snapshot.setSavepoint();
        try {
            var extracted = readTogether(snapshot, keys);
            snapshot.releaseSavepoint(before);
            return extracted;
        } catch (SQLException e) {
            if (!isDataFault(e)) {
                throw e;
            }
            snapshot.rollback(before);
            snapshot.releaseSavepoint(before);
            return keys.size() == 1
                    ? List.of(new Extracted.Refused(
                            keys.getFirst(), "the database refuses to read it: " + SqlMessage.of(e)))
                    : readHalves(snapshot, keys);
        }
    }

    static boolean isDataFault(SQLException e) {
        return e.getSQLState() != null && DATA.matcher(e.getSQLState()).matches();
    }

    private List<Extracted> readHalves(Connection snapshot, List<RootKey> keys) throws SQLException {
        var half = keys.size() / 2;
        var extracted = new ArrayList<>(read(snapshot, keys.subList(0, half)));
        extracted.addAll(read(snapshot, keys.subList(half, keys.size())));
        return extracted;
    }

    private List<Extracted> readTogether(Connection snapshot, List<RootKey> keys) throws SQLException {
        var children = new IdentityHashMap<Stream, RowGroups>();
        for (var stream : plan.streams()) {
            if (!stream.isRoot()) {
                children.put(stream, grouped(snapshot, stream, keys));
            }
        }
        var roots = new HashMap<Long, List<CopyRow>>();
        eachRow(
                snapshot,
                StreamQuery.of(plan, plan.root(), keys),
                row -> roots.computeIfAbsent(row.number(0), _ -> new ArrayList<>())
                        .add(row));
        return assemble(keys, roots, new Assembler(plan, children));
    }

    /// The keys without a root; reads nothing else.
    public List<RootKey> absent(Connection connection, List<RootKey> keys) throws SQLException {
        var absent = new ArrayList<RootKey>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(StreamQuery.absent(plan, keys))) {
            while (rows.next()) {
                absent.add(keys.get(rows.getInt(1) - 1));
            }
        }
        return absent;
    }

    private RowGroups grouped(Connection snapshot, Stream stream, List<RootKey> keys) throws SQLException {
        var groups = new RowGroups(stream.parentWidth());
        eachRow(snapshot, StreamQuery.of(plan, stream, keys), groups::add);
        return groups;
    }

    private static List<Extracted> assemble(List<RootKey> keys, Map<Long, List<CopyRow>> roots, Assembler assembler) {
        var extracted = new ArrayList<Extracted>();
        for (var i = 0; i < keys.size(); i++) {
            var rows = roots.getOrDefault(i + 1L, List.of());
            extracted.add(
                    rows.size() == 1
                            ? assembler.root(keys.get(i), rows.getFirst())
                            : ambiguous(keys.get(i), rows.size()));
        }
        return extracted;
    }

    static Extracted ambiguous(RootKey key, int rows) {
        return new Extracted.Refused(key, rows + " rows have this key: write key: with columns that no two rows share");
    }

    private static void eachRow(Connection connection, String query, Consumer<CopyRow> rows) throws SQLException {
        try (var copy = CopyCursor.open(connection, query)) {
            for (var row = copy.next(); row != null; row = copy.next()) {
                rows.accept(row);
            }
        }
    }
}
