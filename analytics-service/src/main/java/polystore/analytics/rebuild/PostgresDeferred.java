package polystore.analytics.rebuild;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import polystore.contracts.orders.OrderDocument;

/// Orders whose documents do not say all that the measures need, so that their last events must come from the topic.
final class PostgresDeferred {

    private static final String ADD =
            "insert into deferred_order (order_id, version) select * from unnest(:ids, :versions)";

    private PostgresDeferred() {}

    static void add(Handle transaction, List<OrderDocument> deferred) {
        if (!deferred.isEmpty()) {
            transaction
                    .createUpdate(ADD)
                    .bindArray(
                            "ids",
                            UUID.class,
                            deferred.stream().map(OrderDocument::orderId).toList())
                    .bindArray(
                            "versions",
                            Integer.class,
                            deferred.stream().map(OrderDocument::version).toList())
                    .execute();
        }
    }
}
