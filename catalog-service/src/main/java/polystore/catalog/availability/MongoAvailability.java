package polystore.catalog.availability;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import polystore.contracts.stock.StockLevel.Band;

/// Availability in the collection `availability`, `_id` is the SKU.
@ApplicationScoped
public class MongoAvailability {

    private final MongoCollection<Document> availability;

    public MongoAvailability(MongoDatabase database) {
        this.availability = database.getCollection("availability");
    }

    /// The stored levels of `skus`, by SKU.
    public Map<String, Availability> of(Collection<String> skus) {
        var known = new HashMap<String, Availability>();
        availability
                .find(Filters.in("_id", skus))
                .map(MongoAvailability::read)
                .forEach(found -> known.put(found.sku(), found));
        return known;
    }

    /// Stores the levels that are newer than the stored ones.
    ///
    /// A level with a changed band is marked `cacheStale` in the same write, because copies in Redis still have
    /// the old band.
    ///
    /// @param levels at most one per SKU
    /// @return the SKUs whose band has changed
    public Set<String> apply(Collection<Availability> levels) {
        var known = of(levels.stream().map(Availability::sku).toList());
        var newer = levels.stream()
                .filter(level -> !known.containsKey(level.sku())
                        || known.get(level.sku()).version() < level.version())
                .toList();
        var changed = newer.stream()
                .filter(level -> !known.containsKey(level.sku())
                        || known.get(level.sku()).band() != level.band())
                .map(Availability::sku)
                .collect(Collectors.toSet());
        write(newer, changed);
        return changed;
    }

    /// The filter does not match when a higher version is stored; the upsert then fails with a duplicate `_id`,
    /// which means that the level is out of date.
    private void write(Collection<Availability> levels, Set<String> changed) {
        var updates = levels.stream()
                .map(level -> new UpdateOneModel<Document>(
                        new Document("_id", level.sku()).append("version", new Document("$lt", level.version())),
                        update(level, changed.contains(level.sku())),
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

    private static Bson update(Availability level, boolean bandChanged) {
        var fields = new Document("version", level.version())
                .append("band", level.band().name())
                .append("available", level.available());
        return new Document("$set", bandChanged ? fields.append("cacheStale", true) : fields);
    }

    private static Availability read(Document document) {
        return new Availability(
                document.getString("_id"),
                Band.valueOf(document.getString("band")),
                document.getLong("available"),
                document.getLong("version"));
    }
}
