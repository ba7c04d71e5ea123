package polystore.analytics.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import polystore.analytics.AnalyticsStores;
import polystore.analytics.Publisher;
import polystore.contracts.orders.OrderDocument;
import polystore.platform.http.ProblemException;
import polystore.platform.testing.TestStores;

/// Lists of order documents in the running service: each offered combination of parameters lists its orders in their
/// order, by commands that an index serves.
@QuarkusTest
@WithTestResource(AnalyticsStores.class)
class OrderListsIT {

    private static final String LIST = "/v1/analytics/orders";

    @Inject
    MongoClient mongo;

    @Inject
    @ConfigProperty(name = "quarkus.mongodb.database")
    String database;

    @Test
    void everyOfferedCombinationListsItsOrdersByAnIndexOfItsOwn() throws Exception {
        var orders = SampleOrders.of(7, 120);
        publish(orders);
        var indexes = indexes("orders");
        var used = new HashSet<String>();

        for (var query : offered()) {
            SentFinds.clear();
            assertThat(walk(query, orders)).as(query.toString()).isEqualTo(SampleOrders.expected(orders, query));
            assertThat(SentFinds.lists()).isNotEmpty().allSatisfy(find -> {
                var serving = serving(indexes, find);
                assertThat(serving).as("indexes of " + find).hasSize(1);
                assertThat(plan(find)).doesNotContain("COLLSCAN", "\"SORT\"");
                used.addAll(serving);
            });
        }

        var declared = new HashSet<>(indexes.keySet());
        declared.remove("_id_");
        assertThat(used).isEqualTo(declared);
    }

    /// Also those of the consumer of documents.
    @Test
    void everyFindCommandOfTheServiceHasAnIndex() throws Exception {
        SentFinds.clear();
        var orders = SampleOrders.of(8, 3);
        publish(orders);
        // Each document again: it is stale, so that the consumer asks what is stored.
        publish(orders);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> SentFinds.all().stream()
                        .anyMatch(it -> it.collection().equals("orders")
                                && it.filter().toString().contains("$in")));

        assertThat(SentFinds.all()).extracting(SentFinds.Find::collection).contains("orders", "orders.tombstones");
        assertThat(SentFinds.all())
                .allSatisfy(find -> assertThat(serving(indexes(find.collection()), find))
                        .as("indexes of " + find)
                        .isNotEmpty());
    }

    @Test
    void aCombinationWithoutAnIndexIsRefusedBeforeMongoIsAsked() {
        for (var refused : List.of(
                "customerId=c1&sku=s1",
                "sort=amount",
                "amountMin=1",
                "sort=-amount&placedTo=" + OrderCombinations.TO + "&currency=EUR",
                "city=Faro&status=PAID",
                "sort=best",
                "amountMax=1e2")) {
            SentFinds.clear();
            var answer =
                    get(LIST + "?" + refused).then().statusCode(400).extract().jsonPath();
            assertThat(answer.getString("errors[0].path")).as(refused).isNotEmpty();
            assertThat(SentFinds.lists()).isEmpty();
        }
    }

    private static void publish(List<OrderDocument> orders) throws Exception {
        try (var publisher = new Publisher()) {
            for (var order : orders) {
                publisher.publish(order);
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> orders.stream()
                        .allMatch(it -> get(LIST + "/" + it.orderId()).statusCode() == 200));
    }

    private static List<OrderQuery> offered() {
        return OrderCombinations.all().stream().filter(OrderListsIT::isOffered).toList();
    }

    private static boolean isOffered(OrderQuery query) {
        try {
            OfferedQueries.check(query);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    /// The ids on all pages, without the orders of other tests.
    private static List<String> walk(OrderQuery query, List<OrderDocument> orders) {
        var ids = new ArrayList<String>();
        var path = LIST + "?limit=9&" + OrderCombinations.parameters(query);
        for (var next = ""; next != null; ) {
            var answer = get(path + (next.isEmpty() ? "" : "&cursor=" + next));
            answer.then().statusCode(200);
            ids.addAll(answer.jsonPath().getList("items.orderId", String.class));
            next = answer.jsonPath().getString("next");
        }
        ids.retainAll(
                Set.copyOf(orders.stream().map(it -> it.orderId().toString()).toList()));
        return ids;
    }

    private static Set<String> serving(Map<String, BsonDocument> indexes, SentFinds.Find find) {
        var serving = new HashSet<String>();
        indexes.forEach((name, keys) -> {
            if (EqualitySortRange.serves(keys, find.filter(), find.sort())) {
                serving.add(name);
            }
        });
        return serving;
    }

    /// The indexes that the server has, by name.
    private Map<String, BsonDocument> indexes(String collection) {
        var indexes = new TreeMap<String, BsonDocument>();
        mongo.getDatabase(database)
                .getCollection(collection)
                .listIndexes(BsonDocument.class)
                .forEach(it -> indexes.put(it.getString("name").getValue(), it.getDocument("key")));
        return indexes;
    }

    /// The server's plan; empty from the stand-in, which has no `explain`.
    private String plan(SentFinds.Find find) {
        if (TestStores.mongo().standIn()) {
            return "";
        }
        return mongo.getDatabase(database)
                .getCollection(find.collection())
                .find(find.filter())
                .sort(find.sort())
                .explain(BsonDocument.class)
                .getDocument("queryPlanner")
                .getDocument("winningPlan")
                .toJson();
    }

    private static Response get(String path) {
        return given().auth().oauth2(AnalyticsStores.token("analyst")).get(path);
    }
}
