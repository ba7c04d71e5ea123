package polystore.catalog.search;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.ReadableProducts;

/// Search over the collection `products`: equalities, prefixes and ranges that plain indexes serve.
@ApplicationScoped
class MongoSearch {

    /// Longer than for one product, because counting facets in a large catalog may take seconds. An unavailable
    /// server is still noticed within one second, by the timeout of server selection.
    private static final long SEARCH_SECONDS_MAX = 10;

    private final MongoCollection<Document> products;

    private final ReadableProducts readable;

    MongoSearch(MongoDatabase database, ReadableProducts readable) {
        this.readable = readable;
        this.products = database.getCollection("products").withTimeout(SEARCH_SECONDS_MAX, TimeUnit.SECONDS);
    }

    public SearchResult find(SearchQuery query) {
        // One more than requested shows whether there is a next page.
        var documents = products.aggregate(page(query)).into(new ArrayList<>());
        var page = documents.subList(0, Math.min(query.limit(), documents.size()));
        return new SearchResult(
                readable.of(page),
                documents.size() > page.size() ? position(query.order(), page.getLast()) : null,
                query.facets().isEmpty() ? Map.of() : facets(query));
    }

    private Map<String, List<SearchResult.Count>> facets(SearchQuery query) {
        var counts = products.aggregate(MongoFacets.of(query)).first();
        return MongoFacets.read(query, counts == null ? new Document() : counts);
    }

    private static List<Bson> page(SearchQuery query) {
        var stages = new ArrayList<Bson>();
        stages.add(Aggregates.match(Filters.and(MongoSearchFilters.of(query), MongoSearchFilters.after(query))));
        stages.add(Aggregates.sort(sort(query.order())));
        stages.addAll(MongoSearchFilters.inStock(query));
        stages.add(Aggregates.limit(query.limit() + 1));
        return stages;
    }

    private static Bson sort(SortOrder order) {
        var fields = order.field().isEmpty() ? List.of("_id") : List.of(order.field(), "_id");
        return order.descending() ? Sorts.descending(fields) : Sorts.ascending(fields);
    }

    private static SearchQuery.Position position(SortOrder order, Document last) {
        var value = order.field().isEmpty()
                ? ""
                : last.getEmbedded(List.of(order.field().split("\\.")), Object.class);
        return new SearchQuery.Position(key(value), last.getString("_id"));
    }

    private static String key(@Nullable Object value) {
        return value instanceof Decimal128 price ? price.bigDecimalValue().toPlainString() : String.valueOf(value);
    }
}
