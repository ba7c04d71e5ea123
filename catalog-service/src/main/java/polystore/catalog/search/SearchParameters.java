package polystore.catalog.search;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.Codes;
import polystore.catalog.products.Status;
import polystore.catalog.text.Words;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;
import polystore.platform.rest.Page;

/// Parses the query parameters of a search strictly: an unknown parameter is refused, not ignored.
final class SearchParameters {

    private static final Set<String> KNOWN = Set.of(
            "q", "category", "type", "priceMin", "priceMax", "inStock", "facets", "sort", "status", "limit", "cursor");

    private static final int Q_CHARS_MAX = 200;
    /// Limits the index ranges to intersect, one per word.
    private static final int WORDS_MAX = 10;
    /// Limits the passes over the matching products, one per facet.
    private static final int FACETS_MAX = 10;

    private static final int FILTERS_MAX = 20;

    private static final Pattern PRICE = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");
    private static final Pattern FACET = Pattern.compile("category|type|attr\\.[\\p{L}\\p{N}_. -]{1,130}");

    private final MultivaluedMap<String, String> parameters;

    SearchParameters(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name) && !isAttribute(name)) {
                throw fault(
                        name, "is not a parameter of this search; supported are " + sortedNames() + " and attr.<name>");
            }
            if (values.size() > 1 && !isAttribute(name)) {
                throw fault(name, "is given more than once");
            }
            if (values.stream().anyMatch(value -> value.codePoints().anyMatch(Character::isISOControl))) {
                throw fault(name, "must have no control characters");
            }
        });
    }

    /// All parameters that determine the result and its order; a cursor is bound to them.
    String fingerprint() {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(entry -> !Set.of("cursor", "limit", "facets").contains(entry.getKey()))
                        .map(Object::toString)
                        .collect(Collectors.joining("&", "products?", ""));
    }

    @Nullable
    String cursor() {
        return text("cursor");
    }

    /// The code of the category to search, its descendants included.
    @Nullable
    String category() {
        return code("category");
    }

    /// @param categories the category and its descendants, empty for all
    SearchQuery query(Set<String> categories, SearchQuery.@Nullable Position after) {
        return new SearchQuery(
                status(),
                words(),
                categories,
                code("type"),
                price("priceMin"),
                price("priceMax"),
                inStock(),
                attributes(),
                facets(),
                order(),
                Page.limit(text("limit")),
                after);
    }

    Status status() {
        var status = text("status");
        return switch (status) {
            case null -> Status.PUBLISHED;
            case "published", "draft", "archived" -> Status.ofCode(status);
            default -> throw fault("status", "must be published, draft or archived");
        };
    }

    private List<String> words() {
        var q = text("q");
        if (q == null || q.isBlank()) {
            return List.of();
        }
        if (q.length() > Q_CHARS_MAX) {
            throw fault("q", "must have at most " + Q_CHARS_MAX + " characters");
        }
        var words = Words.of(q);
        if (words.size() > WORDS_MAX) {
            throw fault("q", "must have at most " + WORDS_MAX + " words");
        }
        // A query of punctuation only must find nothing, not everything.
        return words.isEmpty() ? List.of(q.strip().toLowerCase(Locale.ROOT)) : words;
    }

    private boolean inStock() {
        var inStock = text("inStock");
        return switch (inStock) {
            case "true" -> true;
            case "false" -> false;
            case null -> false;
            default -> throw fault("inStock", "must be true or false");
        };
    }

    private Map<String, Set<String>> attributes() {
        var attributes = new TreeMap<String, Set<String>>();
        parameters.forEach((name, values) -> {
            if (isAttribute(name)) {
                attributes.put(name.substring(SearchQuery.ATTRIBUTE.length()), new LinkedHashSet<>(values));
            }
        });
        if (attributes.values().stream().mapToInt(Set::size).sum() > FILTERS_MAX) {
            throw fault("attr.*", "must be at most " + FILTERS_MAX + " filters");
        }
        return attributes;
    }

    private List<String> facets() {
        var facets = text("facets");
        if (facets == null || facets.isBlank()) {
            return List.of();
        }
        var names = Arrays.stream(facets.split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        if (names.size() > FACETS_MAX
                || !names.stream().allMatch(name -> FACET.matcher(name).matches())) {
            throw fault(
                    "facets", "must be at most " + FACETS_MAX + " of category, type, attr.<name>, separated by commas");
        }
        return names;
    }

    private SortOrder order() {
        var sort = text("sort");
        return sort == null
                ? SortOrder.NEWEST
                : SortOrder.ofCode(sort)
                        .orElseThrow(() -> fault("sort", "must be newest, name, -name, price or -price"));
    }

    private @Nullable BigDecimal price(String name) {
        var price = text(name);
        if (price == null) {
            return null;
        }
        if (!PRICE.matcher(price).matches()) {
            throw fault(name, "must be a decimal such as 19.90");
        }
        return new BigDecimal(price);
    }

    private @Nullable String code(String name) {
        var code = text(name);
        return code == null ? null : Codes.require(name, code);
    }

    private @Nullable String text(String name) {
        return parameters.getFirst(name);
    }

    private static boolean isAttribute(String name) {
        return name.startsWith(SearchQuery.ATTRIBUTE) && name.length() > SearchQuery.ATTRIBUTE.length();
    }

    private static String sortedNames() {
        return KNOWN.stream().sorted().collect(Collectors.joining(", "));
    }

    private static ProblemException fault(String parameter, String detail) {
        return Problem.badRequest("Correct the parameter " + parameter + ".", new Problem.FieldError(parameter, detail))
                .asException();
    }
}
