package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.orders.OrderStatus;

/// The status changes of an order, oldest first.
@ApplicationScoped
class PostgresHistory {

    static final String STEPS =
            "select status, version, at, by from order_history where order_id = :order order by version limit :limit";

    /// Limits the response; only an order that is returned in almost a thousand parts has more steps.
    private static final int STEPS_MAX = 1_000;

    private final Jdbi jdbi;

    PostgresHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param by role and subject, such as `staff:ann`, or `system:expiry`
    record Step(OrderStatus status, int version, Instant at, String by) {}

    List<Step> of(UUID order) {
        return jdbi.withHandle(handle -> handle.createQuery(STEPS)
                .bind("order", order)
                .bind("limit", STEPS_MAX)
                .map((row, _) -> step(row))
                .list());
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                OrderStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getTimestamp("at").toInstant(),
                row.getString("by"));
    }
}
