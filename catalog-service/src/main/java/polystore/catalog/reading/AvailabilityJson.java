package polystore.catalog.reading;

import org.jspecify.annotations.Nullable;
import polystore.contracts.stock.StockLevel.Band;

/// What a shopper needs to know of the stock.
public record AvailabilityJson(Band band) {

    static @Nullable AvailabilityJson of(@Nullable Band band) {
        return band == null ? null : new AvailabilityJson(band);
    }
}
