package polystore.catalog.reading;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;

/// A variant in responses; absent prices are those of the product.
record VariantJson(
        String sku,
        @Nullable Money price,
        @Nullable List<Money> prices,
        Map<String, Object> attributes,
        @Nullable AvailabilityJson availability) {}
