package polystore.catalog.reading;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The SKUs of the products to read.
record ProductBatchBodyJson(
        @NotNull(message = "is missing") @Size(min = 1, max = SKUS_MAX, message = "must have 1 to 200 SKUs")
        List<@NotNull(message = "is missing") String> skus) {

    /// As many as an order may have lines.
    static final int SKUS_MAX = 200;
}
