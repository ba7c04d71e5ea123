package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Finds an order for its owner or for staff; for other callers the answer is 404.
@ApplicationScoped
class OwnOrders {

    private final PostgresOrders orders;

    OwnOrders(PostgresOrders orders) {
        this.orders = orders;
    }

    /// @throws ProblemException 404 for an order that does not exist and for one of another customer, so that
    /// callers cannot find out which ids exist
    OrderRow find(String id, Caller caller) {
        return orders.find(uuid(id))
                .filter(row -> caller.isStaff() || row.customerId().equals(caller.subject()))
                .orElseThrow(OwnOrders::unknown);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return Problem.of(
                        "orders/not-found",
                        404,
                        "No such order",
                        "You have no order with this id: GET /v1/orders lists your orders.")
                .asException();
    }
}
