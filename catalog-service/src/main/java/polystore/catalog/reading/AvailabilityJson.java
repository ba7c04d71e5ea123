package polystore.catalog.reading;

import org.jspecify.annotations.Nullable;
import polystore.contracts.stock.StockLevel.Band;

/// The availability of a SKU for shoppers.
record AvailabilityJson(Band band) {

    static @Nullable AvailabilityJson of(@Nullable Band band) {
        return band == null ? null : new AvailabilityJson(band);
    }
}
