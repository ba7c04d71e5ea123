package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import polystore.orders.order.domain.Order;
import polystore.orders.order.domain.Transition.StockEffect;

/// The SQL that changes stock for a transition of an order; every statement locks its SKUs in SKU order.
@ApplicationScoped
class PostgresOrderStock {

    /// The updates repeat the SKUs as a condition: from the join alone, the planner expects a hundred SKUs and
    /// reads the whole table.
    private static final String LOCKED = """
        with units as (
            select * from unnest(:skus, :quantities) as u (sku, quantity)),
        locked as materialized (
            select sku from stock where sku = any(:skus) order by sku for no key update)
        """;

    private static final String RELEASE = LOCKED + """
        update stock s set reserved = s.reserved - u.quantity, version = s.version + 1
        from units u join locked using (sku) where s.sku = u.sku and s.sku = any(:skus)
        """;

    private static final String SHIP = LOCKED + """
        , shipped as (
            update stock s
            set on_hand = s.on_hand - u.quantity, reserved = s.reserved - u.quantity, version = s.version + 1
            from units u join locked using (sku) where s.sku = u.sku and s.sku = any(:skus))
        insert into stock_movement (id, sku, quantity, reason, order_id, at, by)
        select uuidv7(), sku, -quantity, 'shipment', :order, :now, :by from units
        """;

    private static final String RESTOCK = LOCKED + """
        , returned as (
            update stock s set on_hand = s.on_hand + u.quantity, version = s.version + 1
            from units u join locked using (sku) where s.sku = u.sku and s.sku = any(:skus))
        insert into stock_movement (id, sku, quantity, reason, order_id, at, by)
        select uuidv7(), sku, quantity, 'return', :order, :now, :by from units
        """;

    private final Jdbi jdbi;

    PostgresOrderStock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @return the SKUs whose stock changed
    Set<String> apply(StockEffect effect, Order.Facts facts, String by, Instant now) {
        return switch (effect) {
            case StockEffect.None _ -> Set.of();
            case StockEffect.Release _ -> execute(RELEASE, bought(facts), facts.id(), by, now);
            case StockEffect.Ship _ -> execute(SHIP, bought(facts), facts.id(), by, now);
            case StockEffect.Restock(var units) -> execute(RESTOCK, units, facts.id(), by, now);
        };
    }

    private Set<String> execute(String sql, Map<String, Integer> units, UUID order, String by, Instant now) {
        var skus = List.copyOf(units.keySet());
        jdbi.useHandle(handle -> handle.createUpdate(sql)
                .bindArray("skus", String.class, skus)
                .bindArray(
                        "quantities",
                        Integer.class,
                        skus.stream().map(units::get).toList())
                .bindMap(sql.equals(RELEASE) ? Map.of() : Map.of("order", order, "now", now, "by", by))
                .execute());
        return units.keySet();
    }

    private static Map<String, Integer> bought(Order.Facts facts) {
        return facts.lines().stream().collect(Collectors.toMap(Order.Line::sku, Order.Line::quantity));
    }
}
