package polystore.catalog.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductChanged;

/// Replaces a product by a tombstone with a version, because consumers apply a deletion only if its version is
/// higher.
@ApplicationScoped
class DeleteProduct {

    private final MongoProducts products;
    private final Clock clock;
    private final Event<ProductChanged> changes;

    DeleteProduct(MongoProducts products, Clock clock, Event<ProductChanged> changes) {
        this.products = products;
        this.clock = clock;
        this.changes = changes;
    }

    /// @param current as it was read
    public EditResult handle(Product current) {
        var deleted = current.deleted(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!products.delete(deleted)) {
            return new EditResult.Outdated();
        }
        changes.fire(new ProductChanged(
                deleted.id(), deleted.version(), current.content().skus()));
        return new EditResult.Written(deleted);
    }
}
