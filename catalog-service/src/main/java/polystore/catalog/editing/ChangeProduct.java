package polystore.catalog.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import polystore.catalog.editing.ProductRules.Verdict;
import polystore.catalog.products.Content;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductChanged;

/// Replaces the content of a product unless it was changed since it was read.
@ApplicationScoped
class ChangeProduct {

    private final ProductRules rules;
    private final MongoProducts products;
    private final Clock clock;
    private final Event<ProductChanged> changes;

    ChangeProduct(ProductRules rules, MongoProducts products, Clock clock, Event<ProductChanged> changes) {
        this.rules = rules;
        this.products = products;
        this.clock = clock;
        this.changes = changes;
    }

    /// @param current as it was read
    public EditResult handle(Product current, Content content) {
        return switch (rules.check(current.id(), content)) {
            case Verdict.Refused(var why) -> why;
            case Verdict.Allowed(var type) -> {
                var changed = current.changed(clock.instant().truncatedTo(ChronoUnit.MILLIS), content);
                yield switch (products.replace(changed, type)) {
                    case DONE -> written(current, changed);
                    case OUTDATED -> new EditResult.Outdated();
                    case SKU_TAKEN -> rules.lostRace(changed);
                };
            }
        };
    }

    private EditResult written(Product before, Product after) {
        var skus = Stream.concat(before.content().skus().stream(), after.content().skus().stream())
                .distinct()
                .toList();
        changes.fire(new ProductChanged(after.id(), after.version(), skus));
        return new EditResult.Written(after);
    }
}
