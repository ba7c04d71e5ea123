package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Finds orders for their owner or for staff; to anybody else they do not exist.
@ApplicationScoped
public class OwnOrders {

    private final PostgresOrders orders;

    public OwnOrders(PostgresOrders orders) {
        this.orders = orders;
    }

    /// @throws ProblemException 404 when there is none, or it is somebody else's: the two look the same
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
                        "orders/not-found", 404, "No such order", "You have no order with this id: see GET /v1/orders.")
                .asException();
    }
}
