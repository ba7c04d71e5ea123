package polystore.catalog.search;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/// The conditions of a query as MongoDB filters.
final class MongoSearchFilters {

    private MongoSearchFilters() {}

    static Bson of(SearchQuery query) {
        var all = new ArrayList<Bson>();
        all.add(Filters.eq("status", query.status().code()));
        query.words().forEach(word -> all.add(Filters.regex("search.words", "^" + Pattern.quote(word))));
        if (!query.categories().isEmpty()) {
            all.add(Filters.in("category", query.categories()));
        }
        if (query.type() != null) {
            all.add(Filters.eq("type", query.type()));
        }
        if (query.priceMin() != null) {
            all.add(Filters.gte("search.price", new Decimal128(query.priceMin())));
        }
        if (query.priceMax() != null) {
            all.add(Filters.lte("search.price", new Decimal128(query.priceMax())));
        }
        query.attributes()
                .forEach((name, values) -> all.add(Filters.in(
                        "search.attributes",
                        values.stream().map(value -> name + "=" + value).toList())));
        return Filters.and(all);
    }

    /// The products after the previous page. The bound on the key alone lets the index scan start there; the rest
    /// orders equal keys by id.
    static Bson after(SearchQuery query) {
        var after = query.after();
        if (after == null) {
            return Filters.empty();
        }
        var order = query.order();
        var behindId = order.descending() ? Filters.lt("_id", after.id()) : Filters.gt("_id", after.id());
        if (order.field().isEmpty()) {
            return behindId;
        }
        var key = key(order, after.key());
        var field = order.field();
        return order.descending()
                ? Filters.and(Filters.lte(field, key), Filters.or(Filters.lt(field, key), behindId))
                : Filters.and(Filters.gte(field, key), Filters.or(Filters.gt(field, key), behindId));
    }

    /// Joins the collection of availability, and keeps the products that have a SKU in stock.
    static List<Bson> inStock(SearchQuery query) {
        return query.inStock()
                ? List.of(
                        Aggregates.lookup("availability", "skus", "_id", "stock"),
                        Aggregates.match(Filters.gt("stock.available", 0L)))
                : List.of();
    }

    private static Object key(SortOrder order, String key) {
        return switch (order) {
            case PRICE, PRICE_DESCENDING -> new Decimal128(new BigDecimal(key));
            case NAME, NAME_DESCENDING, NEWEST -> key;
        };
    }
}
