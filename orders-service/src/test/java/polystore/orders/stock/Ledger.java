package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.jdbi.v3.core.Jdbi;

/// The stock of a SKU, compared with its ledger and its open orders.
@ApplicationScoped
public class Ledger {

    private static final String SKU = """
            select s.on_hand, s.reserved, s.band,
                   (select coalesce(sum(quantity), 0) from stock_movement m where m.sku = s.sku) as moved,
                   (select coalesce(sum(l.quantity), 0) from order_line l join orders o on o.id = l.order_id
                    where l.sku = s.sku and o.status in ('PLACED', 'PAID')) as open
            from stock s where s.sku = :sku
            """;

    private final Jdbi jdbi;

    Ledger(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param moved the sum of the movements
    /// @param open units in orders that hold a reservation
    record Entry(long onHand, long reserved, String band, long moved, long open) {
        boolean agrees() {
            return onHand == moved && reserved == open && onHand >= reserved;
        }
    }

    Entry of(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery(SKU)
                .bind("sku", sku)
                .map((row, _) -> new Entry(
                        row.getLong("on_hand"),
                        row.getLong("reserved"),
                        row.getString("band"),
                        row.getLong("moved"),
                        row.getLong("open")))
                .one());
    }

    boolean agrees(Collection<String> skus) {
        return skus.stream().allMatch(sku -> of(sku).agrees());
    }
}
