package polystore.transformers.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// The rows of one stream, in the order of the roots.
final class MergedStream {

    private final Stream stream;
    private final CopyCursor copy;
    private final int keyFrom;
    private final int keyColumns;
    private @Nullable CopyRow ahead;
    private boolean ended;

    private MergedStream(Plan plan, Stream stream, CopyCursor copy) {
        this.stream = stream;
        this.copy = copy;
        this.keyFrom = stream.prefix().size() + stream.values().size();
        this.keyColumns = plan.key().size();
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

    CopyRow.Prefix key(CopyRow row) {
        return row.span(keyFrom, keyColumns);
    }

    /// The rows of the next root, by the row that each is embedded in.
    Map<CopyRow.Prefix, List<CopyRow>> of(CopyRow.Prefix root) throws SQLException {
        if (ahead == null && !ended) {
            advance();
        }
        var groups = new HashMap<CopyRow.Prefix, List<CopyRow>>();
        while (ahead != null && key(ahead).equals(root)) {
            groups.computeIfAbsent(ahead.prefix(stream.parentWidth()), _ -> new ArrayList<>())
                    .add(ahead);
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
