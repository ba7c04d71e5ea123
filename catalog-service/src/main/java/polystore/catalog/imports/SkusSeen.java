package polystore.catalog.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import polystore.catalog.products.Content;
import polystore.platform.http.Problem;

/// The SKUs of an import with their lines, to find a repeated SKU.
final class SkusSeen {

    /// Some 20 MB for each concurrent import.
    static final int SKUS_MAX = 200_000;

    private final Map<String, Long> lines = new LinkedHashMap<>();
    private boolean forgotAny;

    /// Adds the SKUs of a line, and drops the oldest beyond [#SKUS_MAX].
    ///
    /// @return the problem when an earlier line has one of them
    Optional<Problem> add(long line, Content content) {
        for (var sku : content.skus()) {
            var first = lines.get(sku);
            if (first != null) {
                return Optional.of(repeated(sku, first));
            }
        }
        content.skus().forEach(sku -> lines.put(sku, line));
        while (lines.size() > SKUS_MAX) {
            lines.remove(lines.keySet().iterator().next());
            forgotAny = true;
        }
        return Optional.empty();
    }

    /// Whether SKUs were dropped, so that a repetition may not be found.
    boolean forgotAny() {
        return forgotAny;
    }

    private static Problem repeated(String sku, long first) {
        return Problem.of(
                "catalog/sku-repeated",
                409,
                "SKU repeated",
                "Line " + first + " of this import has the SKU " + sku + " already: send one line for each product.");
    }
}
