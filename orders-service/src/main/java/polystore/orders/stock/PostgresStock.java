package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/// Stock and its ledger in PostgreSQL. Every statement that changes several SKUs locks them in SKU order.
@ApplicationScoped
public class PostgresStock {

    private static final String AVAILABLE = "select sku, available from stock where sku = any(:skus)";

    private static final String KNOWN = """
            select reference from stock_movement where sku = :sku and reference = :reference
            """;

    /// The row of a SKU that is new: two first movements at once meet here, and the second waits for the first.
    private static final String ENTER = """
            insert into stock (sku, on_hand) select sku, 0 from unnest(:skus) as new (sku) order by sku
            on conflict (sku) do nothing
            """;

    /// Takes the locks of SKUs in the one order in which everybody takes them.
    public static final String LOCK = "select sku from stock where sku = any(:skus) order by sku for no key update";

    /// The check constraint is asked before the write, not after.
    private static final String MOVE = """
            with moved as (
                update stock set on_hand = on_hand + :quantity, version = version + 1
                where sku = :sku and available + :quantity >= 0
                returning sku)
            insert into stock_movement (id, sku, quantity, reason, reference, order_id, at, by)
            select :id, sku, :quantity, :reason, :reference, :orderId, :at, :by from moved
            """;

    private static final String LEDGER = """
            select id, sku, quantity, reason, reference, order_id, at, by from stock_movement
            where sku = :sku and (cast(:before as uuid) is null or id < :before)
            order by id desc limit :limit
            """;

    private final Jdbi jdbi;

    public PostgresStock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Units per SKU that can be bought now; what has no stock row is absent.
    public Map<String, Long> available(Collection<String> skus) {
        return jdbi.withHandle(handle -> handle.createQuery(AVAILABLE)
                .bindArray("skus", String.class, skus)
                .setMapKeyColumn("sku")
                .setMapValueColumn("available")
                .collectInto(new GenericType<Map<String, Long>>() {}));
    }

    /// Takes the locks of these SKUs in the one order that everybody takes them in.
    ///
    /// @param entering those that get a row if they have none
    void lock(Collection<String> skus, Collection<String> entering) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(ENTER).bindArray("skus", String.class, entering).execute();
            handle.createQuery(LOCK)
                    .bindArray("skus", String.class, skus)
                    .mapTo(String.class)
                    .list();
        });
    }

    /// Applies one movement to row and ledger.
    MovementResult move(Movement movement) {
        return jdbi.withHandle(handle -> {
            if (movement.reference() != null
                    && handle.createQuery(KNOWN)
                            .bind("sku", movement.sku())
                            .bind("reference", movement.reference())
                            .mapTo(String.class)
                            .findOne()
                            .isPresent()) {
                return MovementResult.DUPLICATE;
            }
            var written = handle.createUpdate(MOVE)
                    .bind("id", movement.id())
                    .bind("sku", movement.sku())
                    .bind("quantity", movement.quantity())
                    .bind("reason", movement.reason())
                    .bind("reference", movement.reference())
                    .bind("orderId", movement.orderId())
                    .bind("at", movement.at())
                    .bind("by", movement.by())
                    .execute();
            return written == 1 ? MovementResult.APPLIED : MovementResult.REJECTED;
        });
    }

    /// The ledger of a SKU, newest first.
    ///
    /// @param before continue below this movement, null for the newest
    public List<Movement> ledger(String sku, @Nullable UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LEDGER)
                .bind("sku", sku)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> movement(row))
                .list());
    }

    private static Movement movement(ResultSet row) throws SQLException {
        return new Movement(
                row.getObject("id", UUID.class),
                row.getString("sku"),
                row.getLong("quantity"),
                row.getString("reason"),
                row.getString("reference"),
                row.getObject("order_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("by"));
    }
}
