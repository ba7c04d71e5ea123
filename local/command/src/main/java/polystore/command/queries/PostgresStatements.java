package polystore.command.queries;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import polystore.command.infrastructure.Postgres;

/// The statements of all databases that took most of the time, by PostgreSQL's extension `pg_stat_statements`.
record PostgresStatements(Postgres postgres) {
    /// Databases whose own bookkeeping is of no interest.
    private static final String SLOWEST = """
        select d.datname, s.calls, s.mean_exec_time, s.max_exec_time, s.total_exec_time,
               100 * s.total_exec_time / greatest(sum(s.total_exec_time) over (), 0.001) as share,
               regexp_replace(s.query, '\\s+', ' ', 'g') as query
        from pg_stat_statements s join pg_database d on d.oid = s.dbid
        where d.datname <> 'postgres' and s.toplevel
        order by s.total_exec_time desc limit ?
        """;

    private static final String MISSING =
            "PostgreSQL does not collect statements: start it with" + " shared_preload_libraries=pg_stat_statements";

    /// @param share of the time of all statements, in percent
    record Statement(String database, long calls, double meanMs, double maxMs, double share, String text) {}

    /// @throws IllegalStateException saying why there are none
    List<Statement> slowest(int limit) {
        try (var connection = connect()) {
            connection.createStatement().execute("create extension if not exists pg_stat_statements");
            return read(connection, limit);
        } catch (SQLException e) {
            throw new IllegalStateException(MISSING + " (" + e.getMessage() + ")", e);
        }
    }

    private static List<Statement> read(Connection connection, int limit) throws SQLException {
        try (var query = connection.prepareStatement(SLOWEST)) {
            query.setInt(1, limit);
            var rows = query.executeQuery();
            var statements = new ArrayList<Statement>();
            while (rows.next()) {
                statements.add(new Statement(
                        rows.getString("datname"),
                        rows.getLong("calls"),
                        rows.getDouble("mean_exec_time"),
                        rows.getDouble("max_exec_time"),
                        rows.getDouble("share"),
                        rows.getString("query")));
            }
            return statements;
        }
    }

    private Connection connect() throws SQLException {
        var superuser = postgres.superuser();
        return DriverManager.getConnection(
                postgres.server().jdbcUrl("postgres"), superuser.user(), superuser.password());
    }
}
