package polystore.catalog.products;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;
import polystore.contracts.Money;

/// The part of a product that staff edit.
///
/// @param type the code of its product type
/// @param category the code of its category, null for none
/// @param prices one per currency, the first is the default; never empty
/// @param attributes as the product type's schema allows: texts, numbers, booleans, lists and maps of them
public record Content(
        String sku,
        LocalizedText name,
        @Nullable LocalizedText description,
        String type,
        @Nullable String category,
        List<Money> prices,
        Map<String, Object> attributes,
        List<Variant> variants,
        Status status) {

    /// Enough for 10 sizes in 10 colours.
    public static final int VARIANTS_MAX = 100;

    public Money price() {
        return prices.getFirst();
    }

    /// Its own SKU, then those of its variants.
    public List<String> skus() {
        return Stream.concat(Stream.of(sku), variants.stream().map(Variant::sku))
                .toList();
    }

    /// The prices at which a variant is sold.
    public List<Money> pricesOf(Variant variant) {
        return variant.prices().isEmpty() ? prices : variant.prices();
    }

    /// All attributes of a variant: those of the product, overridden by the variant's own.
    public Map<String, Object> attributesOf(Variant variant) {
        var all = new LinkedHashMap<>(attributes);
        all.putAll(variant.attributes());
        return all;
    }

    /// Whether `other` is equal for readers: numbers are compared by value, and languages including their order,
    /// because the first is the default.
    public boolean sameAs(Content other) {
        return comparable(this).equals(comparable(other));
    }

    private static List<@Nullable Object> comparable(Content content) {
        return Arrays.asList(
                content.sku,
                languages(content.name),
                content.description == null ? null : languages(content.description),
                content.type,
                content.category,
                content.prices,
                AttributeValues.comparable(content.attributes),
                content.variants.stream()
                        .map(variant -> List.of(
                                variant.sku(), variant.prices(), AttributeValues.comparable(variant.attributes())))
                        .toList(),
                content.status);
    }

    private static List<Object> languages(LocalizedText text) {
        return List.of(text.plain(), List.copyOf(text.byLanguage().entrySet()));
    }

    Content withStatus(Status other) {
        return new Content(sku, name, description, type, category, prices, attributes, variants, other);
    }
}
