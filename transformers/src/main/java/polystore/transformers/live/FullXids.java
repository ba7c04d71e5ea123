package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;

/// Completes the 32-bit transaction ids of the feed to 64 bits, by an id of nearly the same time.
final class FullXids {

    private static final String NEXT = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

    private long near;

    FullXids(Connection connection) throws SQLException {
        refresh(connection);
    }

    /// To be called once in two billion transactions.
    void refresh(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(NEXT)) {
            row.next();
            near = row.getLong(1);
        }
    }

    long full(int low) {
        return full(near, low);
    }

    /// The id with these lower bits that is nearest to another id; before or after it.
    static long full(long near, int low) {
        return near + (low - (int) near);
    }
}
