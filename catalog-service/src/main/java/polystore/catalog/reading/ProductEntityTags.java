package polystore.catalog.reading;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polystore.platform.rest.EntityTags;

/// Entity tags of products: the version, and behind a dot a hash of the availability bands.
///
/// A client that polls with `If-None-Match` has to notice that a product is sold out, which does not change its
/// version; an edit with `If-Match` must not fail for it, so that there only the version counts.
public final class ProductEntityTags {

    private static final Pattern STOCK_PART = Pattern.compile("(\"\\d+)\\.[0-9a-f]+\"");

    private ProductEntityTags() {}

    static String of(ProductView view) {
        var version = view.product().version();
        return view.bands().isEmpty()
                ? EntityTags.of(version)
                : "\"" + version + "." + Integer.toHexString(bandsOf(view)) + "\"";
    }

    static boolean notModified(@Nullable String ifNoneMatch, ProductView view) {
        return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(of(view)));
    }

    /// @throws polystore.platform.http.ProblemException 428 without `If-Match`, 412 when it names another version
    public static void requireMatch(@Nullable String ifMatch, long version) {
        EntityTags.requireMatch(
                ifMatch == null ? null : STOCK_PART.matcher(ifMatch).replaceAll("$1\""), version);
    }

    /// By the names of the bands: the hash of an enum differs from process to process.
    private static int bandsOf(ProductView view) {
        return view.bands().entrySet().stream()
                .mapToInt(entry ->
                        31 * entry.getKey().hashCode() + entry.getValue().name().hashCode())
                .sum();
    }
}
