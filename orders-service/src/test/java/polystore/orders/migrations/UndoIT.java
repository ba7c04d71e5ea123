package polystore.orders.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each undo script restores the schema before its migration, which can then be applied again.
class UndoIT {

    @Test
    void everyMigrationCanBeUndoneAndAppliedAgain() throws SQLException, IOException {
        var schema = Schema.empty();
        var nothing = schema.columns();
        schema.migrateTo("1");
        var first = schema.columns();
        schema.migrateTo("4");
        var last = schema.columns();

        for (var undo : List.of(
                "U4__contract_payment_reference.sql",
                "U3__expand_payment_provider_reference_filled.sql",
                "U2__expand_payment_provider_reference.sql")) {
            schema.undo(undo);
        }
        assertThat(schema.columns()).containsExactlyInAnyOrderElementsOf(first);

        schema.migrateTo("4");
        assertThat(schema.columns()).containsExactlyInAnyOrderElementsOf(last);

        schema.undo("U4__contract_payment_reference.sql");
        schema.undo("U3__expand_payment_provider_reference_filled.sql");
        schema.undo("U2__expand_payment_provider_reference.sql");
        schema.undo("U1__expand_orders.sql");
        assertThat(schema.columns()).isEqualTo(nothing);

        schema.migrateTo("1");
        assertThat(schema.columns()).isEqualTo(first);
    }
}
