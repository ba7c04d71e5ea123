package polystore.orders.placing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import polystore.orders.pricebook.PostgresPriceBook;
import polystore.orders.stock.PostgresStock;

/// Prices a cart like placing an order, with the available units, but reserves nothing.
@ApplicationScoped
class QuoteOrder {

    private final PostgresPriceBook prices;
    private final PostgresStock stock;

    QuoteOrder(PostgresPriceBook prices, PostgresStock stock) {
        this.prices = prices;
        this.stock = stock;
    }

    /// @param available units per SKU; a SKU without stock is absent
    record Quote(Pricing pricing, Map<String, Long> available) {}

    Quote handle(Cart cart) {
        return new Quote(Pricing.of(cart, prices.offers(cart.skus())), stock.available(cart.skus()));
    }
}
