package polystore.catalog.reading;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polystore.platform.rest.EntityTags;

/// Entity tags of products: the version, and behind a dot what can be bought.
///
/// A poll with `If-None-Match` has to notice that something is sold out, which does not change the product; a change
/// with `If-Match` has to pass all the same, so that only the version counts for it.
public final class ProductEntityTags {

    private static final Pattern STOCK_PART = Pattern.compile("(\"\\d+)\\.[0-9a-f]+\"");

    private ProductEntityTags() {}

    static String of(ProductView shown) {
        var version = shown.product().version();
        return shown.bands().isEmpty()
                ? EntityTags.of(version)
                : "\"" + version + "." + Integer.toHexString(bandsOf(shown)) + "\"";
    }

    static boolean notModified(@Nullable String ifNoneMatch, ProductView shown) {
        return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(of(shown)));
    }

    /// @throws polystore.platform.http.ProblemException 428 without `If-Match`, 412 when it names another version
    public static void requireMatch(@Nullable String ifMatch, long version) {
        EntityTags.requireMatch(
                ifMatch == null ? null : STOCK_PART.matcher(ifMatch).replaceAll("$1\""), version);
    }

    /// The same for the same bands in every process: enums hash by address, their names do not.
    private static int bandsOf(ProductView shown) {
        return shown.bands().entrySet().stream()
                .mapToInt(entry ->
                        31 * entry.getKey().hashCode() + entry.getValue().name().hashCode())
                .sum();
    }
}
