package polystore.catalog.reading;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;

/// A variant as it is answered; what is absent is as the product has it.
record VariantJson(
        String sku,
        @Nullable Money price,
        @Nullable List<Money> prices,
        Map<String, Object> attributes,
        @Nullable AvailabilityJson availability) {}
