package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;
import polystore.orders.stock.Booking.Reference;
import polystore.orders.time.Ids;

/// Stock and its ledger in PostgreSQL. Every statement that changes several SKUs locks them in SKU order.
@ApplicationScoped
public class PostgresStock {

    private static final String AVAILABLE = "select sku, available from stock where sku = any(:skus)";

    private static final String RECORDED = """
        select m.sku, m.reference from unnest(:skus, :references) as sent (sku, reference)
        join stock_movement m on m.sku = sent.sku and m.reference = sent.reference
        """;

    /// Inserts the row of a new SKU; of two concurrent first movements, the second waits here for the first.
    private static final String ENTER = """
        insert into stock (sku, on_hand) select sku, 0 from unnest(:skus) as new (sku) order by sku
        on conflict (sku) do nothing
        """;

    /// Locks SKUs in SKU order, as every statement does, and reads their available units.
    public static final String LOCK =
            "select sku, available from stock where sku = any(:skus) order by sku for no key update";

    private static final String BOOK = """
        with booked as (
            select * from unnest(:ids, :skus, :quantities, :reasons, :references, :orders)
                as b (id, sku, quantity, reason, reference, order_id)),
        moved as (
            update stock s set on_hand = s.on_hand + b.quantity, version = s.version + 1
            from (select sku, sum(quantity) as quantity from booked group by sku) b
            where s.sku = b.sku and s.sku = any(:skus))
        insert into stock_movement (id, sku, quantity, reason, reference, order_id, at, by)
        select id, sku, quantity, reason, reference, order_id, :at, :by from booked
        """;

    private static final String LEDGER = """
        select id, sku, quantity, reason, reference, order_id, at, by from stock_movement
        where sku = :sku and id < :before
        order by id desc limit :limit
        """;

    private final Jdbi jdbi;

    public PostgresStock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Available units per SKU; SKUs without a stock row are absent.
    public Map<String, Long> available(Collection<String> skus) {
        return jdbi.withHandle(handle -> handle.createQuery(AVAILABLE)
                .bindArray("skus", String.class, skus)
                .setMapKeyColumn("sku")
                .setMapValueColumn("available")
                .collectInto(new GenericType<Map<String, Long>>() {}));
    }

    /// Locks these SKUs in SKU order, as every statement does.
    ///
    /// @param entering SKUs that get a row if they have none
    /// @return available units per SKU, which no other transaction can change now; SKUs without a row are absent
    Map<String, Long> lock(Collection<String> skus, Collection<String> entering) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate(ENTER).bindArray("skus", String.class, entering).execute();
            return handle.createQuery(LOCK)
                    .bindArray("skus", String.class, skus)
                    .setMapKeyColumn("sku")
                    .setMapValueColumn("available")
                    .collectInto(new GenericType<Map<String, Long>>() {});
        });
    }

    /// The references of these movements that are in the ledger.
    List<Reference> recorded(List<Movement> movements) {
        var named = movements.stream()
                .filter(movement -> movement.reference() != null)
                .toList();
        if (named.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(RECORDED)
                .bindArray("skus", String.class, each(named, Movement::sku))
                .bindArray("references", String.class, each(named, Movement::reference))
                .map((row, _) -> new Reference(row.getString("sku"), row.getString("reference")))
                .list());
    }

    /// Applies movements to the rows, which the caller has locked, and to the ledger.
    /// @param movements accepted by [Booking], all with the same time and user
    void book(List<Movement> movements) {
        if (movements.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate(BOOK)
                .bindArray("ids", UUID.class, each(movements, Movement::id))
                .bindArray("skus", String.class, each(movements, Movement::sku))
                .bindArray("quantities", Long.class, each(movements, Movement::quantity))
                .bindArray("reasons", String.class, each(movements, Movement::reason))
                .bindArray("references", String.class, each(movements, Movement::reference))
                .bindArray("orders", UUID.class, each(movements, Movement::orderId))
                .bind("at", movements.getFirst().at())
                .bind("by", movements.getFirst().by())
                .execute());
    }

    private static <T extends @Nullable Object> List<T> each(List<Movement> movements, Function<Movement, T> column) {
        return movements.stream().map(column).toList();
    }

    /// The ledger of a SKU, newest first.
    ///
    /// @param before the last movement of the previous page, null for the first page
    public List<Movement> ledger(String sku, @Nullable UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LEDGER)
                .bind("sku", sku)
                .bind("before", before == null ? Ids.HIGHEST : before)
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
