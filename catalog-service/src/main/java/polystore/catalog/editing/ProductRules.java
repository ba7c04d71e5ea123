package polystore.catalog.editing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
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

/// What must hold for a product to be written, in the order in which it is refused: conflicts, then rules.
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

    /// Whether content may be written, and with it its product type.
    sealed interface Verdict {
        record Allowed(ProductType type) implements Verdict {}

        record Refused(EditResult why) implements Verdict {}
    }

    /// Why content may not be written; empty where it may.
    ///
    /// @param id the product that is written, whose own SKUs are not taken
    public Optional<EditResult> refusal(String id, Content content) {
        return switch (check(id, content)) {
            case Verdict.Allowed _ -> Optional.empty();
            case Verdict.Refused(var why) -> Optional.of(why);
        };
    }

    /// @param id the product that is written, whose own SKUs are not taken
    Verdict check(String id, Content content) {
        return products.takenBesides(id, content.skus())
                .<Verdict>map(sku -> new Verdict.Refused(new EditResult.SkuTaken(sku)))
                .orElseGet(() -> types.byCode(content.type())
                        .map(type -> check(type, content))
                        .orElseGet(() -> new Verdict.Refused(new EditResult.UnknownType(content.type()))));
    }

    private Verdict check(ProductType type, Content content) {
        var category = content.category();
        if (category != null && !categories.exists(category)) {
            return new Verdict.Refused(new EditResult.UnknownCategory(category));
        }
        var faults = attributeFaults(type, content);
        return faults.isEmpty()
                ? new Verdict.Allowed(type)
                : new Verdict.Refused(new EditResult.InvalidAttributes(faults));
    }

    /// A variant is checked with the product's attributes below its own, as it is sold.
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

    /// What a refusal by the store itself means: somebody else was faster.
    static EditResult taken(MongoProducts products, Product product) {
        return new EditResult.SkuTaken(
                products.takenBesides(product.id(), product.content().skus())
                        .or(() -> Optional.of(product.content().sku()))
                        .get());
    }
}
