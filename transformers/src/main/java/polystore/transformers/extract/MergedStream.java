package polystore.transformers.extract;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// The rows of one stream, in the order of the roots.
final class MergedStream {

    private final Stream stream;
    private final CopyCursor copy;
    private final int keyFrom;
    private final int keyColumns;
    private final RowGroups groups;
    private @Nullable CopyRow ahead;
    private boolean ended;

    private MergedStream(Plan plan, Stream stream, CopyCursor copy) {
        this.stream = stream;
        this.copy = copy;
        this.keyFrom = stream.prefix().size() + stream.values().size();
        this.keyColumns = plan.key().size();
        this.groups = new RowGroups(stream.parentWidth());
    }

    static MergedStream open(Connection connection, Plan plan, Stream stream, KeyRange range) throws SQLException {
        return new MergedStream(plan, stream, CopyCursor.open(connection, MergeQuery.of(plan, stream, range)));
    }

    Stream stream() {
        return stream;
    }

    /// @return null after the last row
    @Nullable
    CopyRow take() throws SQLException {
        advance();
        return ahead;
    }

    boolean isSameRoot(CopyRow row, CopyRow other) {
        return row.equals(keyFrom, other, keyFrom, keyColumns);
    }

    /// Groups the rows of the next root, until the next call.
    ///
    /// @param root a row of another stream
    RowGroups of(CopyRow root, MergedStream roots) throws SQLException {
        if (ahead == null && !ended) {
            advance();
        }
        groups.clear();
        while (ahead != null && ahead.equals(keyFrom, root, roots.keyFrom, keyColumns)) {
            groups.add(ahead);
            advance();
        }
        return groups;
    }

    private void advance() throws SQLException {
        ahead = copy.next();
        ended = ahead == null;
    }

    /// Reads what the server sends behind the last row.
    void end() throws SQLException {
        while (!ended) {
            advance();
        }
    }
}
