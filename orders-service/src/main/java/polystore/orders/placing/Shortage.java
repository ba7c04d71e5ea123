package polystore.orders.placing;

import java.util.ArrayList;
import java.util.Map;
import polystore.orders.refusal.Refusal;
import polystore.orders.refusal.Refusal.Fault;

/// Says which lines of a cart the stock cannot serve.
final class Shortage {

    private Shortage() {}

    /// @param available units per SKU that is short; 0 for what has no stock at all
    static Refusal refusal(Cart cart, Map<String, Long> available) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < cart.lines().size(); i++) {
            var sku = cart.lines().get(i).sku();
            if (available.containsKey(sku)) {
                faults.add(
                        new Fault("lines[" + i + "].quantity", available.get(sku) + " of " + sku + " are available"));
            }
        }
        return new Refusal(
                "orders/insufficient-stock",
                422,
                "Not enough in stock",
                "Order at most what is available, see errors; nothing was reserved.",
                faults);
    }
}
