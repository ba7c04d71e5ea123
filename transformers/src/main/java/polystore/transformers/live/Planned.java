package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.extract.StatementCheck;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.plan.TableUse;
import polystore.transformers.run.UsedSchema;
import polystore.transformers.shape.Mapping;

/// A mapping as it is planned for the tables of one moment.
record Planned(Plan plan, UsedSchema schema) {

    /// @throws NotReadyException with the faults of the mapping
    static Planned read(Connection connection, Mapping mapping) throws SQLException {
        connection.setAutoCommit(false);
        try (var begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            var checked = Planner.check(mapping, PostgresCatalog.read(connection));
            var plan = checked.plan().orElseThrow(() -> new NotReadyException(checked.faults()));
            var refused = StatementCheck.faults(connection, plan);
            if (!refused.isEmpty()) {
                throw new NotReadyException(refused);
            }
            var tables = plan.uses().stream().map(TableUse::table).map(it -> it.name());
            return new Planned(plan, UsedSchema.read(connection, tables.toList()));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
