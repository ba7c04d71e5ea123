package polystore.orders.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import polystore.orders.plans.Parameters.Bound;

/// Explains statements on one connection: executes each, reads its plan and rolls it back.
record StatementExplainer(Connection connection) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Whether the planner uses the values of the parameters. After five executions of a prepared statement it may
    /// choose a generic plan, which does not.
    enum Mode {
        CUSTOM,
        GENERIC
    }

    Plan plan(Mode mode, String statement, String sql, Map<String, String> own) throws SQLException {
        return plan(mode, Parameters.bind(statement, sql, own));
    }

    private Plan plan(Mode mode, Bound bound) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("deallocate all");
            statement.execute(
                    "set plan_cache_mode = " + (mode == Mode.GENERIC ? "force_generic_plan" : "force_custom_plan"));
            statement.execute("prepare explained" + (bound.types().isEmpty() ? "" : "(" + bound.types() + ")") + " as "
                    + bound.sql());
            var values = literals(bound.values());
            var rows = statement.executeQuery("explain (analyze, buffers, timing off, format json) execute explained"
                    + (values.isEmpty() ? "" : "(" + values + ")"));
            rows.next();
            return new Plan(JSON.readTree(rows.getString(1)).get(0).get("Plan"));
        } catch (JsonProcessingException e) {
            throw new AssertionError("PostgreSQL explains in JSON", e);
        } finally {
            connection.rollback();
        }
    }

    /// Computes the expressions first, because `execute` accepts no subqueries.
    private String literals(String expressions) throws SQLException {
        if (expressions.isEmpty()) {
            return "";
        }
        try (var statement = connection.createStatement()) {
            var row = statement.executeQuery("select " + expressions);
            row.next();
            var values = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                var text = row.getString(i);
                values.append(i == 1 ? "" : ", ").append(text == null ? "null" : "'" + text.replace("'", "''") + "'");
            }
            return values.toString();
        }
    }
}
