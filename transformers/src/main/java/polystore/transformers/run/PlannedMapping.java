package polystore.transformers.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.extract.StatementCheck;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.shape.Fault;
import polystore.transformers.shape.Mapping;

/// The plan of a mapping, and the tables as they were when it was made.
public record PlannedMapping(Plan plan, UsedSchema schema) {

    /// @param planned empty when there are faults
    public record Checked(Optional<PlannedMapping> planned, List<Fault> faults) {

        public Checked {
            faults = List.copyOf(faults);
        }

        /// @throws IllegalArgumentException with every fault and its correction
        public PlannedMapping orThrow(String mapping) {
            return planned.orElseThrow(() -> new IllegalArgumentException(Planner.unusable(mapping, faults)));
        }
    }

    /// Reads the catalog in one snapshot, and has the database plan every statement.
    ///
    /// @param connection in auto-commit
    public static Checked check(Connection connection, Mapping mapping) throws SQLException {
        connection.setAutoCommit(false);
        try (var begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            var checked = Planner.check(mapping, PostgresCatalog.read(connection));
            if (checked.plan().isEmpty()) {
                return new Checked(Optional.empty(), checked.faults());
            }
            var plan = checked.plan().get();
            var refused = StatementCheck.faults(connection, plan);
            return refused.isEmpty()
                    ? new Checked(Optional.of(new PlannedMapping(plan, UsedSchema.read(connection, plan))), List.of())
                    : new Checked(Optional.empty(), refused);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
