package polystore.catalog.editing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Content;
import polystore.catalog.products.Status;
import polystore.catalog.products.Variant;
import polystore.contracts.Money;
import polystore.platform.http.Problem;

/// Converts the JSON body that staff send to a product's content, and back for a patch; reports all faults at
/// once.
public final class ProductBodies {

    private final List<Problem.FieldError> faults = new ArrayList<>();

    private ProductBodies() {}

    /// @throws polystore.platform.http.ProblemException 400 with all faults
    public static Content toContent(ProductBodyJson body) {
        var forms = new ProductBodies();
        var content = forms.content(body);
        if (!forms.faults.isEmpty()) {
            throw Problem.badRequest(
                            "Correct the fields named in errors.", forms.faults.toArray(Problem.FieldError[]::new))
                    .asException();
        }
        return content;
    }

    static ProductBodyJson toBody(Content content) {
        return new ProductBodyJson(
                content.sku(),
                content.name(),
                content.description(),
                content.type(),
                content.category(),
                content.price(),
                content.prices().size() > 1 ? content.prices() : null,
                content.attributes(),
                content.variants().stream().map(ProductBodies::toBody).toList(),
                content.status().code());
    }

    private static VariantBodyJson toBody(Variant variant) {
        return new VariantBodyJson(variant.sku(), null, variant.prices(), variant.attributes());
    }

    private Content content(ProductBodyJson body) {
        var prices = prices("", body.price(), body.prices());
        if (prices.isEmpty()) {
            fault("price", "is missing: send {\"amount\":\"19.90\",\"currency\":\"EUR\"}");
        }
        return new Content(
                body.sku(),
                body.name(),
                body.description(),
                body.type(),
                body.category(),
                prices,
                attributes("attributes", body.attributes()),
                variants(body),
                body.status() == null ? Status.PUBLISHED : Status.ofCode(body.status()));
    }

    private List<Variant> variants(ProductBodyJson body) {
        var variants = new ArrayList<Variant>();
        var skus = new HashSet<>(List.of(body.sku()));
        for (var variant : body.variants() == null ? List.<VariantBodyJson>of() : body.variants()) {
            var at = "variants[" + variants.size() + "].";
            if (!skus.add(variant.sku())) {
                fault(at + "sku", "is used twice in this product: give each variant its own SKU");
            }
            variants.add(new Variant(
                    variant.sku(),
                    prices(at, variant.price(), variant.prices()),
                    attributes(at + "attributes", variant.attributes())));
        }
        return List.copyOf(variants);
    }

    private Map<String, Object> attributes(String at, @Nullable Map<String, Object> attributes) {
        if (attributes == null) {
            return Map.of();
        }
        AttributeLimits.check(at, attributes, this::fault);
        return attributes;
    }

    /// The default first, then one for each other currency.
    private List<Money> prices(String at, @Nullable Money price, @Nullable List<Money> prices) {
        var byCurrency = new LinkedHashMap<String, Money>();
        if (price != null) {
            requireNotNegative(at + "price", price);
            byCurrency.put(price.currency(), price);
        }
        var index = 0;
        for (var other : prices == null ? List.<Money>of() : prices) {
            var path = at + "prices[" + index + "]";
            requireNotNegative(path, other);
            var known = byCurrency.putIfAbsent(other.currency(), other);
            // The default price may be repeated in prices, because the response of GET has it in both.
            if (known != null && !other.equals(price)) {
                fault(path + ".currency", "is repeated: send one price per currency");
            }
            index++;
        }
        return List.copyOf(byCurrency.values());
    }

    private void requireNotNegative(String path, Money price) {
        if (price.amount().signum() < 0) {
            fault(path + ".amount", "must not be negative");
        }
    }

    private void fault(String path, String detail) {
        faults.add(new Problem.FieldError(path, detail));
    }
}
