package polystore.orders.placing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines that a customer wants to buy.
///
/// @param lines 1 to [polystore.orders.order.domain.Order#LINES_MAX], each SKU once
/// @param currency ISO 4217, null for the default currency of the SKUs
public record Cart(List<Line> lines, @Nullable String currency) {

    /// @param quantity whole units, 1 to [polystore.orders.order.domain.Order#QUANTITY_MAX]
    public record Line(String sku, int quantity) {}

    List<String> skus() {
        return lines.stream().map(Line::sku).toList();
    }
}
