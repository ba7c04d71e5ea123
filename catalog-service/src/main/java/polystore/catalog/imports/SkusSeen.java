package polystore.catalog.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import polystore.catalog.products.Content;
import polystore.platform.http.Problem;

/// The SKUs of an import with their lines, to find the SKU that comes twice.
final class SkusSeen {

    /// Some 20 MB, for each of the imports that run at once.
    static final int SKUS_MAX = 200_000;

    private final Map<String, Long> lines = new LinkedHashMap<>();
    private boolean forgotAny;

    /// Remembers the SKUs of a line, and forgets the oldest beyond [#SKUS_MAX].
    ///
    /// @return the problem where an earlier line has one of them
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

    /// Whether a SKU may have come twice without being found.
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
