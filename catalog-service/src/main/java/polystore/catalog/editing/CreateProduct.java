package polystore.catalog.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import polystore.catalog.editing.ProductRules.Verdict;
import polystore.catalog.products.Content;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductChanged;
import polystore.catalog.products.ProductIds;

/// Checks a new product, stores it as one document, and fires an event.
@ApplicationScoped
class CreateProduct {

    private final ProductRules rules;
    private final MongoProducts products;
    private final ProductIds ids;
    private final Clock clock;
    private final Event<ProductChanged> changes;

    CreateProduct(
            ProductRules rules, MongoProducts products, ProductIds ids, Clock clock, Event<ProductChanged> changes) {
        this.rules = rules;
        this.products = products;
        this.ids = ids;
        this.clock = clock;
        this.changes = changes;
    }

    public EditResult handle(Content content) {
        var product = Product.created(ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS), content);
        return switch (rules.check(product.id(), content)) {
            case Verdict.Refused(var why) -> why;
            case Verdict.Allowed(var type) -> {
                if (!products.add(product, type)) {
                    yield rules.lostRace(product);
                }
                changes.fire(new ProductChanged(product.id(), product.version(), content.skus()));
                yield new EditResult.Written(product);
            }
        };
    }
}
