package polystore.catalog.search;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Facet;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Counts the values of facets in all products that match a query, not only in one page.
final class MongoFacets {

    /// Limits the values per facet.
    private static final int VALUES_MAX = 50;

    private static final String ATTRIBUTES = "search.attributes";

    private MongoFacets() {}

    static List<Bson> of(SearchQuery query) {
        var stages = new ArrayList<Bson>();
        stages.add(Aggregates.match(MongoSearchFilters.of(query)));
        stages.addAll(MongoSearchFilters.inStock(query));
        stages.add(Aggregates.project(Projections.include("category", "type", ATTRIBUTES)));
        var facets = new ArrayList<Facet>();
        for (var facet : query.facets()) {
            // Numbered, because the name of a facet has a dot, which a field name may not have.
            facets.add(new Facet("f" + facets.size(), count(facet)));
        }
        stages.add(Aggregates.facet(facets));
        return stages;
    }

    static Map<String, List<SearchResult.Count>> read(SearchQuery query, Document counts) {
        var facets = new LinkedHashMap<String, List<SearchResult.Count>>();
        for (var facet : query.facets()) {
            var prefix =
                    facet.startsWith(SearchQuery.ATTRIBUTE) ? pairPrefix(facet).length() : 0;
            facets.put(
                    facet,
                    counts.getList("f" + facets.size(), Document.class, List.of()).stream()
                            .map(count -> new SearchResult.Count(
                                    count.getString("_id").substring(prefix),
                                    count.get("count", Number.class).longValue()))
                            .toList());
        }
        return facets;
    }

    private static List<Bson> count(String facet) {
        var stages = new ArrayList<Bson>();
        var field = facet;
        if (facet.startsWith(SearchQuery.ATTRIBUTE)) {
            field = ATTRIBUTES;
            stages.add(Aggregates.unwind("$" + ATTRIBUTES));
            stages.add(Aggregates.match(Filters.regex(ATTRIBUTES, "^" + Pattern.quote(pairPrefix(facet)))));
        } else {
            stages.add(Aggregates.match(Filters.exists(facet)));
        }
        stages.add(Aggregates.group("$" + field, Accumulators.sum("count", 1L)));
        stages.add(Aggregates.sort(Sorts.orderBy(Sorts.descending("count"), Sorts.ascending("_id"))));
        stages.add(Aggregates.limit(VALUES_MAX));
        return stages;
    }

    private static String pairPrefix(String facet) {
        return facet.substring(SearchQuery.ATTRIBUTE.length()) + "=";
    }
}
