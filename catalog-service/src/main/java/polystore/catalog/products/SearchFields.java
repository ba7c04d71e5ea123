package polystore.catalog.products;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.text.Words;

/// The fields of a product's document that search reads, derived from its content: each kind of query has one plain
/// index.
/// `words` for q, `attributes` as `name=value` texts for filters and facets of any attribute, `name` and `price` to
/// sort by.
final class SearchFields {

    /// Values beyond this are stored but cannot be filtered by.
    private static final int ATTRIBUTES_MAX = 300;

    /// Longer values are stored but cannot be filtered by.
    private static final int VALUE_CHARS_MAX = 100;

    private static final int SORT_CHARS_MAX = 100;

    private SearchFields() {}

    static Document of(Content content, List<String> searchable) {
        return new Document("words", List.copyOf(words(content, searchable)))
                .append("attributes", List.copyOf(attributes(content)))
                .append("name", sortName(content.name()))
                .append("price", new Decimal128(content.price().amount()));
    }

    private static Set<String> words(Content content, List<String> searchable) {
        var texts = new ArrayList<>(content.name().all());
        texts.addAll(content.skus());
        forms(content).forEach(form -> searchable.forEach(name -> addTexts(texts, form.get(name))));
        if (content.description() != null) {
            texts.addAll(content.description().all());
        }
        return Words.of(texts);
    }

    private static Set<String> attributes(Content content) {
        var found = new LinkedHashSet<String>();
        forms(content).forEach(form -> form.forEach((name, value) -> addPairs(found, name, value)));
        return found;
    }

    /// The product's attributes and those of each variant: a filter for red finds a product with a red variant.
    private static Stream<Map<String, Object>> forms(Content content) {
        return Stream.concat(
                Stream.of(content.attributes()), content.variants().stream().map(variant -> variant.attributes()));
    }

    private static void addPairs(Set<String> pairs, String name, Object value) {
        switch (value) {
            case List<?> list -> list.forEach(inner -> addPairs(pairs, name, inner));
            case Map<?, ?> map -> map.forEach((key, inner) -> addPairs(pairs, name + "." + key, inner));
            default -> {
                var pair = name + "=" + value;
                if (pairs.size() < ATTRIBUTES_MAX && pair.length() <= name.length() + VALUE_CHARS_MAX) {
                    pairs.add(pair);
                }
            }
        }
    }

    private static void addTexts(List<String> texts, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> list -> list.forEach(inner -> addTexts(texts, inner));
            case Map<?, ?> map -> map.values().forEach(inner -> addTexts(texts, inner));
            default -> texts.add(value.toString());
        }
    }

    private static String sortName(LocalizedText name) {
        var sorted = String.join(" ", Words.of(name.first()));
        return sorted.length() <= SORT_CHARS_MAX ? sorted : sorted.substring(0, SORT_CHARS_MAX);
    }
}
