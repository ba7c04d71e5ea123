package polystore.catalog.editing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import polystore.catalog.categories.MongoCategories;
import polystore.catalog.products.Content;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.types.AttributeFault;
import polystore.catalog.types.AttributeSchemas;
import polystore.catalog.types.MongoProductTypes;
import polystore.catalog.types.ProductType;

/// The rules for writing a product; a conflict is reported before a violated rule.
@ApplicationScoped
public class ProductRules {

    private final MongoProducts products;
    private final MongoProductTypes types;
    private final MongoCategories categories;
    private final AttributeSchemas schemas;

    public ProductRules(
            MongoProducts products, MongoProductTypes types, MongoCategories categories, AttributeSchemas schemas) {
        this.products = products;
        this.types = types;
        this.categories = categories;
        this.schemas = schemas;
    }

    /// The decision whether content may be written, with its product type.
    public sealed interface Verdict {
        record Allowed(ProductType type) implements Verdict {}

        record Refused(EditResult why) implements Verdict {}
    }

    /// The stored data that the rules need.
    ///
    /// @param owners by SKU, of the SKUs of all contents
    /// @param types by code
    /// @param categories the codes that exist
    public record Known(Map<String, Product> owners, Map<String, ProductType> types, Set<String> categories) {}

    /// Reads the data for any number of products in three queries.
    public Known known(Collection<Content> contents) {
        var skus = contents.stream().flatMap(content -> content.skus().stream()).toList();
        var owners = new HashMap<String, Product>();
        products.withSkus(skus).forEach(product -> product.content().skus().forEach(sku -> owners.put(sku, product)));
        return new Known(
                owners,
                types.byCodes(contents.stream().map(Content::type).collect(Collectors.toSet())),
                categories.existing(contents.stream()
                        .map(Content::category)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())));
    }

    /// @param id the product that is written, whose own SKUs are not taken
    Verdict check(String id, Content content) {
        return check(id, content, known(List.of(content)));
    }

    /// @param known the data of at least these products
    public Verdict check(String id, Content content, Known known) {
        for (var sku : content.skus()) {
            var owner = known.owners().get(sku);
            if (owner != null && !owner.id().equals(id)) {
                return new Verdict.Refused(new EditResult.SkuTaken(sku));
            }
        }
        var type = known.types().get(content.type());
        if (type == null) {
            return new Verdict.Refused(new EditResult.UnknownType(content.type()));
        }
        var category = content.category();
        if (category != null && !known.categories().contains(category)) {
            return new Verdict.Refused(new EditResult.UnknownCategory(category));
        }
        return check(type, content);
    }

    private Verdict check(ProductType type, Content content) {
        var faults = attributeFaults(type, content);
        return faults.isEmpty()
                ? new Verdict.Allowed(type)
                : new Verdict.Refused(new EditResult.InvalidAttributes(faults));
    }

    /// A variant is checked with all its attributes, including those of the product.
    private List<EditResult.Fault> attributeFaults(ProductType type, Content content) {
        var own = faults("attributes", schemas.check(type, content.attributes()));
        var variants = IntStream.range(0, content.variants().size()).boxed().flatMap(i -> {
            var attributes = content.attributesOf(content.variants().get(i));
            return faults("variants[" + i + "].attributes", schemas.check(type, attributes));
        });
        // A fault of the product itself would otherwise be repeated for each of its variants.
        var ownFaults = own.toList();
        return ownFaults.isEmpty() ? variants.toList() : ownFaults;
    }

    private static Stream<EditResult.Fault> faults(String at, List<AttributeFault> faults) {
        return faults.stream()
                .map(fault ->
                        new EditResult.Fault(fault.path().isEmpty() ? at : at + "." + fault.path(), fault.detail()));
    }

    /// The reason why MongoDB refused a write: since the check, another request has used one of the SKUs or
    /// changed the product.
    public EditResult lostRace(Product product) {
        return products.takenBesides(product.id(), product.content().skus())
                .<EditResult>map(EditResult.SkuTaken::new)
                .orElseGet(EditResult.Outdated::new);
    }
}
