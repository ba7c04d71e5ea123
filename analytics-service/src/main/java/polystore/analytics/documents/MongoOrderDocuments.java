package polystore.analytics.documents;

import com.mongodb.client.MongoCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.sink.Written;

/// The collection `orders`, with one document per order.
@ApplicationScoped
class MongoOrderDocuments {

    /// Time limit of a query; a list that is served by its index takes milliseconds.
    private static final int QUERY_MAX_S = 5;

    /// Newest first, then by id.
    private static final BsonDocument ORDER =
            new BsonDocument("placedAt", new BsonInt32(-1)).append("_id", new BsonInt32(-1));

    private final MongoCollection<BsonDocument> orders;
    private final GuardedWriter writer;

    public MongoOrderDocuments(MongoAnalyticsDatabase database) {
        orders = database.collection("orders");
        writer = new GuardedWriter(orders, database.collection("orders.tombstones"));
    }

    /// The last document of a page.
    public record Position(Instant placedAt, UUID id) {}

    public Written write(Collection<DocumentWrite> writes) {
        return writer.write(writes);
    }

    public @Nullable BsonDocument find(UUID order) {
        return orders.find(new BsonDocument("_id", binary(order)))
                .maxTime(QUERY_MAX_S, TimeUnit.SECONDS)
                .first();
    }

    /// @param after null for the first page
    public List<BsonDocument> list(OrderFilter filter, @Nullable Position after, int max) {
        return orders.find(query(filter, after))
                .sort(ORDER)
                .limit(max)
                .maxTime(QUERY_MAX_S, TimeUnit.SECONDS)
                .into(new ArrayList<>());
    }

    private static BsonDocument query(OrderFilter filter, @Nullable Position after) {
        var conditions = new BsonArray();
        equal(
                conditions,
                "status",
                filter.status() == null ? null : filter.status().name());
        equal(conditions, "items.sku", filter.sku());
        equal(conditions, "items.productId", filter.productId());
        equal(conditions, "customerId", filter.customerId());
        equal(conditions, "shipTo.country", filter.country());
        compare(conditions, "$gte", filter.placedFrom());
        compare(conditions, "$lt", filter.placedTo());
        if (after != null) {
            conditions.add(before(after));
        }
        return conditions.isEmpty() ? new BsonDocument() : new BsonDocument("$and", conditions);
    }

    /// The first condition lets the index start at the page, the second is exact.
    private static BsonDocument before(Position after) {
        var placedAt = stored(after.placedAt());
        var older = new BsonDocument("placedAt", new BsonDocument("$lt", placedAt));
        var sameMoment =
                new BsonDocument("placedAt", placedAt).append("_id", new BsonDocument("$lt", binary(after.id())));
        return new BsonDocument("placedAt", new BsonDocument("$lte", placedAt))
                .append("$or", new BsonArray(List.of(older, sameMoment)));
    }

    private static void equal(BsonArray conditions, String field, @Nullable String value) {
        if (value != null) {
            conditions.add(new BsonDocument(field, new BsonString(value)));
        }
    }

    private static void compare(BsonArray conditions, String comparison, @Nullable Instant at) {
        if (at != null) {
            conditions.add(new BsonDocument("placedAt", new BsonDocument(comparison, stored(at))));
        }
    }

    private static BsonValue stored(Instant at) {
        return new BsonDateTime(at.toEpochMilli());
    }

    private static BsonBinary binary(UUID id) {
        return new BsonBinary(id, UuidRepresentation.STANDARD);
    }
}
