package polystore.orders.placing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import polystore.orders.pricebook.PostgresPriceBook;
import polystore.orders.stock.PostgresStock;

/// Prices a cart as placing would, and says what is available, without reserving anything.
@ApplicationScoped
public class QuoteOrder {

    private final PostgresPriceBook prices;
    private final PostgresStock stock;

    public QuoteOrder(PostgresPriceBook prices, PostgresStock stock) {
        this.prices = prices;
        this.stock = stock;
    }

    /// @param available units per SKU; what has no stock row is absent
    public record Quote(Pricing pricing, Map<String, Long> available) {}

    public Quote handle(Cart cart) {
        return new Quote(Pricing.of(cart, prices.offers(cart.skus())), stock.available(cart.skus()));
    }
}
