package polystore.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polystore.catalog.Database;
import polystore.catalog.availability.Availability;
import polystore.catalog.availability.MongoAvailability;
import polystore.catalog.products.Content;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Products;
import polystore.catalog.products.ReadableProducts;
import polystore.catalog.products.Status;
import polystore.catalog.search.SearchQuery.Position;
import polystore.catalog.text.Words;
import polystore.contracts.stock.StockLevel;

class MongoSearchIT {

    private static Database database;
    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();
    private static final ReadableProducts READABLE = new ReadableProducts(METRICS);
    private static MongoSearch search;

    @BeforeAll
    static void fill() {
        database = Database.fresh();
        search = new MongoSearch(database.mongo(), READABLE);
        add("P1", "Trail Läufer 5", "10", "running", Map.of("color", "red", "size", 42, "material", "Gore-Tex"));
        add("P2", "Trail 6", "9.50", "running", Map.of("color", "red"));
        add("P3", "Street walker", "9.5", "walking", Map.of("color", "blue"));
        add("P4", "street runner", "100", null, Map.of("color", "blue", "sports", List.of("running", "walking")));
        add("P5", "Street runner", "100", "running", Map.of());
        new MongoAvailability(database.mongo()).apply(List.of(level("P1", 0), level("P3", 4)));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void eachWordOfTheQueryMustBeginAWordOfTheProduct() {
        assertThat(found(words("trail"))).containsExactlyInAnyOrder("P1", "P2");
        assertThat(found(words("LAUF tra"))).containsExactly("P1");
        assertThat(found(words("gore"))).containsExactly("P1");
        assertThat(found(words("trail walker"))).isEmpty();
        assertThat(found(words("rail"))).isEmpty();
        assertThat(found(words("p4"))).containsExactly("P4");
    }

    @Test
    void aProductThatCannotBeReadIsLeftOutAndCounted() {
        var grey = Map.<String, Object>of("color", "grey");
        for (var sku : List.of("U1", "U2", "U3")) {
            add(sku, "Unreadable", "7", null, grey);
        }
        // A name that is not a text: the validator allows it, but the service never writes it.
        var name = new Document("$set", new Document("name", new Document("en", 7)));
        database.mongo().getCollection("products").updateOne(new Document("sku", "U2"), name);

        assertThat(found(query(List.of("unreadable"), SortOrder.NEWEST, 100, null)))
                .containsExactly("U3", "U1");

        assertThat(METRICS.get("polystore.catalog.products.unreadable")
                        .counter()
                        .count())
                .isEqualTo(1);
        database.mongo().getCollection("products").deleteMany(new Document("attributes.color", "grey"));
    }

    @Test
    void aWordIsNotARegularExpression() {
        assertThat(found(query(List.of(".*"), SortOrder.NEWEST, 100, null))).isEmpty();
    }

    @Test
    void filtersMustAllHold() {
        assertThat(found(filter(Set.of("running"), null, null, Map.of("color", Set.of("red")))))
                .containsExactlyInAnyOrder("P1", "P2");
        assertThat(found(filter(Set.of("running", "walking"), "9.5", "9.50", Map.of())))
                .containsExactlyInAnyOrder("P2", "P3");
        assertThat(found(filter(Set.of(), null, null, Map.of("size", Set.of("42")))))
                .containsExactly("P1");
        assertThat(found(filter(Set.of(), null, null, Map.of("color", Set.of("red", "blue")))))
                .hasSize(4);
        assertThat(found(filter(Set.of(), null, null, Map.of("sports", Set.of("walking")))))
                .containsExactly("P4");
    }

    @Test
    void inStockKeepsProductsThatCanBeOrderedNow() {
        var query = new SearchQuery(
                Status.PUBLISHED,
                List.of(),
                Set.of(),
                null,
                null,
                null,
                true,
                Map.of(),
                List.of(),
                SortOrder.NAME,
                9,
                null);
        assertThat(found(query)).containsExactly("P3");
    }

    @Test
    void facetsCountAllProductsFound() {
        var query = new SearchQuery(
                Status.PUBLISHED,
                List.of(),
                Set.of(),
                null,
                null,
                null,
                false,
                Map.of(),
                List.of("category", "attr.color", "attr.none"),
                SortOrder.NEWEST,
                1,
                null);
        assertThat(search.find(query).facets())
                .isEqualTo(Map.of(
                        "category", List.of(new SearchResult.Count("running", 3), new SearchResult.Count("walking", 1)),
                        "attr.color", List.of(new SearchResult.Count("blue", 2), new SearchResult.Count("red", 2)),
                        "attr.none", List.of()));
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void everyPageContinuesWhereTheLastOneEnded(SortOrder order) {
        var whole = found(query(List.of(), order, 100, null));
        var paged = new ArrayList<String>();
        Position after = null;
        do {
            var page = search.find(query(List.of(), order, 2, after));
            page.products().forEach(product -> paged.add(product.content().sku()));
            after = page.end();
        } while (after != null);
        assertThat(whole).hasSize(5);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void productsAreSortedByTheGivenOrder() {
        assertThat(found(query(List.of(), SortOrder.PRICE, 9, null))).containsExactly("P2", "P3", "P1", "P4", "P5");
        assertThat(found(query(List.of(), SortOrder.NAME, 9, null))).containsExactly("P4", "P5", "P3", "P2", "P1");
        assertThat(found(query(List.of(), SortOrder.NEWEST, 9, null))).containsExactly("P5", "P4", "P3", "P2", "P1");
    }

    private static List<String> found(SearchQuery query) {
        return search.find(query).products().stream()
                .map(product -> product.content().sku())
                .toList();
    }

    private static SearchQuery words(String q) {
        return query(Words.of(q), SortOrder.NEWEST, 100, null);
    }

    private static SearchQuery query(List<String> words, SortOrder order, int limit, @Nullable Position after) {
        return new SearchQuery(
                Status.PUBLISHED, words, Set.of(), null, null, null, false, Map.of(), List.of(), order, limit, after);
    }

    private static SearchQuery filter(
            Set<String> categories, @Nullable String min, @Nullable String max, Map<String, Set<String>> attributes) {
        return new SearchQuery(
                Status.PUBLISHED,
                List.of(),
                categories,
                null,
                min == null ? null : new BigDecimal(min),
                max == null ? null : new BigDecimal(max),
                false,
                attributes,
                List.of(),
                SortOrder.NEWEST,
                100,
                null);
    }

    private static void add(
            String sku, String name, String price, @Nullable String category, Map<String, Object> attributes) {
        Content content = Products.content(sku, name, price, category, attributes);
        assertThat(new MongoProducts(database.mongo(), READABLE).add(Products.created(content), Products.ANY))
                .isTrue();
    }

    private static Availability level(String sku, long available) {
        var band = available == 0 ? StockLevel.Band.OUT : StockLevel.Band.LOW;
        return Availability.of(new StockLevel(sku, band, available, 1, Instant.EPOCH));
    }
}
