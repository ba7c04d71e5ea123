package polystore.catalog.products;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// Leaves a tombstone: the others have to hear of the deletion with a version above all they have.
@ApplicationScoped
public class DeleteProduct {

    private final MongoProducts products;
    private final Clock clock;
    private final Event<ProductChanged> changes;

    public DeleteProduct(MongoProducts products, Clock clock, Event<ProductChanged> changes) {
        this.products = products;
        this.clock = clock;
        this.changes = changes;
    }

    /// @param current as it was read
    public Writing handle(Product current) {
        var deleted = current.deleted(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!products.bury(deleted)) {
            return new Writing.Outdated();
        }
        changes.fire(new ProductChanged(
                deleted.id(), deleted.version(), current.content().skus()));
        return new Writing.Written(deleted);
    }
}
