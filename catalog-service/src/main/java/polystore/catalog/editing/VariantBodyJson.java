package polystore.catalog.editing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.Sku;

/// A variant in the body of a request: the values that differ from the product.
record VariantBodyJson(
        @NotNull(message = "is missing") @Pattern(regexp = Sku.PATTERN, message = Sku.RULE)
        String sku,

        @Nullable Money price,

        @Nullable @Size(max = 50, message = "must have at most 50 prices")
        List<@NotNull Money> prices,

        @Nullable Map<String, Object> attributes) {}
