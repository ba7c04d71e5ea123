package polystore.analytics.documents;

import com.mongodb.client.MongoCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.sink.Written;

/// The collection `orders`, with one document per order.
@ApplicationScoped
class MongoOrderDocuments {

    /// Time limit of a query; a list that is served by its index takes milliseconds.
    private static final int QUERY_MAX_S = 5;

    private final MongoCollection<BsonDocument> orders;
    private final GuardedWriter writer;

    public MongoOrderDocuments(MongoAnalyticsDatabase database) {
        orders = database.collection("orders");
        writer = new GuardedWriter(orders, database.collection("orders.tombstones"));
    }

    public Written write(Collection<DocumentWrite> writes) {
        return writer.write(writes);
    }

    public @Nullable BsonDocument find(UUID order) {
        return orders.find(new BsonDocument("_id", binary(order)))
                .maxTime(QUERY_MAX_S, TimeUnit.SECONDS)
                .first();
    }

    /// @param after the last document of the previous page, null for the first page
    public List<BsonDocument> list(OrderQuery query, @Nullable OrderPosition after, int max) {
        return orders.find(filter(query, after))
                .sort(order(query.sort()))
                .limit(max)
                .maxTime(QUERY_MAX_S, TimeUnit.SECONDS)
                .into(new ArrayList<>());
    }

    private static BsonDocument order(OrderSort sort) {
        var direction = new BsonInt32(sort.direction());
        return new BsonDocument(sort.path(), direction).append("_id", direction);
    }

    /// A later page begins either with a document of the same value and a later id, or with one of a later value. Each
    /// of the two is a range of the index, which the server merges; a condition on the value alone would have to
    /// examine all documents of the same value again.
    private static BsonDocument filter(OrderQuery query, @Nullable OrderPosition after) {
        var equal = new BsonDocument();
        query.equal().forEach((field, value) -> equal.append(field.path(), new BsonString(value)));
        var range = range(query);
        if (after == null) {
            return range.isEmpty() ? equal : equal.append(query.sort().path(), range);
        }
        var later = query.sort().direction() > 0 ? "$gt" : "$lt";
        range.remove(later + "e");
        var laterValue = equal.clone().append(query.sort().path(), range.append(later, after.value()));
        var laterId = equal.append(query.sort().path(), after.value())
                .append("_id", new BsonDocument(later, binary(after.id())));
        return new BsonDocument("$or", new BsonArray(List.of(laterId, laterValue)));
    }

    private static BsonDocument range(OrderQuery query) {
        var range = new BsonDocument();
        if (query.sort().byAmount()) {
            compare(range, "$gte", stored(query.amountMin()));
            compare(range, "$lte", stored(query.amountMax()));
        } else {
            compare(range, "$gte", stored(query.placedFrom()));
            compare(range, "$lt", stored(query.placedTo()));
        }
        return range;
    }

    private static void compare(BsonDocument range, String comparison, @Nullable BsonValue bound) {
        if (bound != null) {
            range.append(comparison, bound);
        }
    }

    private static @Nullable BsonValue stored(@Nullable Instant at) {
        return at == null ? null : new BsonDateTime(at.toEpochMilli());
    }

    private static @Nullable BsonValue stored(@Nullable BigDecimal amount) {
        return amount == null ? null : new BsonDecimal128(new Decimal128(amount));
    }

    private static BsonBinary binary(UUID id) {
        return new BsonBinary(id, UuidRepresentation.STANDARD);
    }
}
