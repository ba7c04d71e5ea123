package polystore.catalog.products;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A product was written and the write acknowledged: the caches are invalidated and the relay publishes it.
///
/// @param skus its SKUs, before and after
public record ProductChanged(String id, long version, List<String> skus) {

    /// @param before null for a new product
    public static ProductChanged of(@Nullable Product before, Product after) {
        var old = before == null ? Stream.<String>empty() : before.content().skus().stream();
        return new ProductChanged(
                after.id(),
                after.version(),
                Stream.concat(old, after.content().skus().stream()).distinct().toList());
    }
}
