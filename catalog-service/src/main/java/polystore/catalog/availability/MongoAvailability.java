package polystore.catalog.availability;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import polystore.contracts.stock.StockLevel.Band;

/// Availability in the collection `availability`, `_id` is the SKU.
@ApplicationScoped
public class MongoAvailability {

    private final MongoCollection<Document> availability;

    public MongoAvailability(MongoDatabase database) {
        this.availability = database.getCollection("availability");
    }

    /// What is known of `skus`, by SKU.
    public Map<String, Availability> of(Collection<String> skus) {
        var known = new HashMap<String, Availability>();
        availability
                .find(Filters.in("_id", skus))
                .map(MongoAvailability::read)
                .forEach(found -> known.put(found.sku(), found));
        return known;
    }

    /// Takes over what is newer than what is known.
    ///
    /// @param levels at most one per SKU
    /// @return the SKUs that moved to another band
    public Set<String> apply(Collection<Availability> levels) {
        var known = of(levels.stream().map(Availability::sku).toList());
        var newer = levels.stream()
                .filter(level -> !known.containsKey(level.sku())
                        || known.get(level.sku()).version() < level.version())
                .toList();
        write(newer);
        return newer.stream()
                .filter(level -> !known.containsKey(level.sku())
                        || known.get(level.sku()).band() != level.band())
                .map(Availability::sku)
                .collect(Collectors.toSet());
    }

    /// The filter is the guard: where a higher version is stored it finds nothing, the upsert then collides on `_id`,
    /// and that collision says that somebody newer was here.
    private void write(Collection<Availability> levels) {
        var updates = levels.stream()
                .map(level -> new UpdateOneModel<Document>(
                        new Document("_id", level.sku()).append("version", new Document("$lt", level.version())),
                        Updates.combine(
                                Updates.set("version", level.version()),
                                Updates.set("band", level.band().name()),
                                Updates.set("available", level.available())),
                        new UpdateOptions().upsert(true)))
                .toList();
        if (updates.isEmpty()) {
            return;
        }
        try {
            availability.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            var onlyCollisions = e.getWriteErrors().stream()
                    .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
            if (!onlyCollisions || e.getWriteConcernError() != null) {
                throw e;
            }
        }
    }

    private static Availability read(Document document) {
        return new Availability(
                document.getString("_id"),
                Band.valueOf(document.getString("band")),
                document.getLong("available"),
                document.getLong("version"));
    }
}
