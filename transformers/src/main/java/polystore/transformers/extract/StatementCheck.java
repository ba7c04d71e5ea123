package polystore.transformers.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLException;
import polystore.transformers.catalog.SqlMessage;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;
import polystore.transformers.shape.Fault;

/// Has PostgreSQL plan every statement of a mapping without running it: what stands in `sql` and `where`, and
/// the rights of the user, only the database can judge.
public final class StatementCheck {

    private static final int EXCERPT = 40;
    private static final String FORBIDDEN = "42501";
    private static final String TOO_MANY_COLUMNS = "54011";

    private StatementCheck() {}

    /// @return the faults, at most one a stream
    /// @throws SQLException when the database does not answer
    public static List<Fault> faults(Connection connection, Plan plan) throws SQLException {
        var faults = new ArrayList<Fault>();
        var auto = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            for (var stream : plan.streams()) {
                var statements =
                        List.of(StreamQuery.of(plan, stream, List.of()), MergeQuery.of(plan, stream, KeyRange.ALL));
                for (var it = statements.iterator();
                        it.hasNext() && isPlanned(connection, stream, it.next(), faults); ) {}
            }
            return faults;
        } finally {
            connection.setAutoCommit(auto);
        }
    }

    private static boolean isPlanned(Connection connection, Stream stream, String sql, List<Fault> faults)
            throws SQLException {
        var before = connection.setSavepoint();
        try (var statement = connection.createStatement()) {
            statement.execute("explain " + sql);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().matches("(22|42|54|0A|3F).*")) {
                throw e;
            }
            connection.rollback(before);
            faults.add(fault(stream, "explain " + sql, e));
            return false;
        }
    }

    private static Fault fault(Stream stream, String sql, SQLException e) {
        var place = stream.isRoot() ? "root" : stream.place();
        var message = "the database refuses its query: " + SqlMessage.of(e) + excerpt(sql, e);
        return new Fault(
                place,
                message,
                switch (String.valueOf(e.getSQLState())) {
                    case FORBIDDEN -> "grant this user the right to read it, or leave it out of the mapping";
                    case TOO_MANY_COLUMNS -> "leave columns out, or embed fewer rows by one:";
                    default -> "correct the where: or sql: of this rule; transform explain shows the query";
                });
    }

    /// The part of a statement that a message is about.
    private static String excerpt(String sql, SQLException e) {
        if (!(e instanceof PSQLException refused) || refused.getServerErrorMessage() == null) {
            return "";
        }
        var at = refused.getServerErrorMessage().getPosition() - 1;
        if (at < 0 || at >= sql.length()) {
            return "";
        }
        var part = sql.substring(at, Math.min(sql.length(), at + EXCERPT)).replaceAll("\\s+", " ");
        return ", at: " + part.strip();
    }
}
