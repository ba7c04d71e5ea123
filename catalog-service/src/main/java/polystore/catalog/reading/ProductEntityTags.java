package polystore.catalog.reading;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polystore.platform.rest.EntityTags;

/// Entity tags of products: the version, and behind a dot a hash of the availability bands.
///
/// A client that polls with `If-None-Match` must notice that a product is sold out, which does not change the
/// version. An edit with `If-Match` must not fail because of it, so there only the version is compared.
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

    /// Uses the names of the bands, because the hash code of an enum differs between processes.
    private static int bandsOf(ProductView view) {
        return view.bands().entrySet().stream()
                .mapToInt(entry ->
                        31 * entry.getKey().hashCode() + entry.getValue().name().hashCode())
                .sum();
    }
}
