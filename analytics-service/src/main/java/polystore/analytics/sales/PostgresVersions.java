package polystore.analytics.sales;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The last applied version of each order.
public final class PostgresVersions {

    private static final String VERSIONS =
            "select order_id, version, discarded from order_fact where order_id = any(:ids)";
    private static final String DISCARD = "update order_fact set discarded = discarded + 1 where order_id = :id";

    private PostgresVersions() {}

    public static Map<UUID, AppliedVersion> of(Handle transaction, Collection<UUID> orders) {
        var versions = new HashMap<UUID, AppliedVersion>();
        transaction
                .createQuery(VERSIONS)
                .bindArray("ids", UUID.class, List.copyOf(orders))
                .map((row, context) ->
                        Map.entry(row.getObject(1, UUID.class), new AppliedVersion(row.getInt(2), row.getInt(3))))
                .forEach(it -> versions.put(it.getKey(), it.getValue()));
        return versions;
    }

    /// The next event of the order, if it is known, may follow although one before it is missing.
    public static void discardOne(Handle transaction, UUID order) {
        transaction.createUpdate(DISCARD).bind("id", order).execute();
    }
}
