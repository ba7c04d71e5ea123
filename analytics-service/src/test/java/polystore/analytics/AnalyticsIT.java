package polystore.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.analytics.intake.OrderHistories;
import polystore.analytics.sales.ParquetFile;
import polystore.contracts.Topics;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.contracts.orders.OrderStatus;

/// The service as it is wired: from the topics to the answers.
@QuarkusTest
@WithTestResource(AnalyticsStores.class)
class AnalyticsIT {

    private static final String RANGE = "?from=2026-01-31T00:00:00Z&to=2026-02-01T00:00:00Z";

    private static final UUID ORDER = SampleOrder.ID;

    private static boolean published;

    /// Once, but not before all: RestAssured only learns the port for the first test.
    @BeforeEach
    void publishOnce() throws Exception {
        if (published) {
            return;
        }
        published = true;
        try (var publisher = new Publisher()) {
            publisher.publish(SampleOrder.placed());
            publisher.publish(SampleOrder.paid());
            publisher.publish(new CategorySnapshot("shoes", 2, "All shoes", null, null));
            publisher.publish(new CategorySnapshot("shoes", 1, "Shoes", null, null));
            publisher.publish(SampleOrder.document(2, OrderStatus.PAID));
            publisher.publish(SampleOrder.document(1, OrderStatus.PLACED));
            publisher.publishRaw(Topics.ORDERS_EVENTS, "nobody", "{".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (var event : new OrderHistories(new Random(1)).order()) {
                publisher.publish(event);
            }
        }
        await(() -> given().auth()
                        .oauth2(AnalyticsStores.token("analyst"))
                        .get("/v1/analytics/sales" + RANGE)
                        .jsonPath()
                        .getList("rows")
                        .size()
                == 1);
        await(() -> given().auth()
                        .oauth2(AnalyticsStores.token("analyst"))
                        .get("/v1/analytics/orders/" + ORDER)
                        .statusCode()
                == 200);
        await(() -> get("/v1/analytics/sales" + RANGE + "&by=category")
                .extract()
                .asString()
                .contains("All shoes"));
    }

    @Test
    void answersSalesWithWhatWasPaid() {
        get("/v1/analytics/sales" + RANGE)
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows[0].start", equalTo("2026-01-31T00:00:00Z"))
                .body("rows[0].orders", equalTo(1))
                .body("rows[0].placed", equalTo(1))
                .body("rows[0].units", equalTo(2))
                .body("rows[0].revenue.amount", equalTo("39.80"))
                .body("rows[0].revenue.currency", equalTo("EUR"))
                .body("rows[0].cancelled.amount", equalTo("0.00"))
                .body("rows[0].averageOrderValue.amount", equalTo("39.80"))
                .body("rows[0].averageOrderValue.currency", equalTo("EUR"))
                .body("rows[0].cancellationRate", equalTo(0.0f))
                .body("rows[0].returnRate", equalTo(0.0f))
                .body("rows[0].uniqueCustomers", equalTo(1))
                .body("accuracy.uniqueCustomers.relativeError", equalTo(0.033f))
                .body("asOf", notNullValue())
                .body("lagMs", notNullValue())
                .body("complete", equalTo(false));
    }

    @Test
    void answersByDimensionAndTimeZone() {
        get("/v1/analytics/sales" + RANGE + "&by=product&interval=hour&timeZone=Asia/Kathmandu")
                .body("rows[0].product", equalTo("p-1"))
                .body("rows[0].start", equalTo("2026-01-31T07:15:00Z"));
        get("/v1/analytics/sales" + RANGE + "&by=status").body("rows.status", everyItem(equalTo("PAID")));
        get("/v1/analytics/sales" + RANGE + "&by=country").body("rows[0].country", equalTo("AT"));
        get("/v1/analytics/sales" + RANGE + "&by=category")
                .body("rows[0].category", equalTo("shoes"), "rows[0].name", equalTo("All shoes"));
    }

    @Test
    void answersCsvAndNdjsonWithTheirHeaders() {
        as("analyst")
                .accept("text/csv")
                .get("/v1/analytics/sales" + RANGE + "&by=product")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Polystore-Complete", "false")
                .header("Polystore-As-Of", notNullValue())
                .header("Polystore-Lag-Ms", notNullValue())
                .header("Polystore-Accuracy", equalTo("uniqueCustomers;relative-error=0.033;confidence=0.95"))
                .body(equalTo("""
                        start,product,sku,name,currency,orders,units,revenue,placed,cancelled,returned,averageOrderValue,cancellationRate,returnRate,uniqueCustomers\r
                        2026-01-31T00:00:00Z,p-1,s-1,Trail 5,EUR,1,2,39.80,1,0.00,0.00,39.80,0,0,1\r
                        """));
        as("analyst")
                .accept("application/x-ndjson")
                .get("/v1/analytics/sales" + RANGE)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/x-ndjson"))
                .body(startsWith("{\"start\":\"2026-01-31T00:00:00Z\",\"orders\":1,"));
        as("analyst")
                .accept("image/png")
                .get("/v1/analytics/sales" + RANGE)
                .then()
                .statusCode(406)
                .contentType(startsWith("application/problem+json"));
    }

    @Test
    void answersAParquetFile(@TempDir Path folder) throws IOException {
        var body = as("analyst")
                .accept("application/vnd.apache.parquet")
                .get("/v1/analytics/sales" + RANGE + "&by=product")
                .then()
                .statusCode(200)
                .contentType("application/vnd.apache.parquet")
                .header("Polystore-Complete", "false")
                .extract()
                .asByteArray();
        var file = ParquetFile.read(Files.write(folder.resolve("sales.parquet"), body));
        assertThat(file.footer())
                .containsEntry("complete", "false")
                .containsEntry("accuracy", "uniqueCustomers;relative-error=0.033;confidence=0.95")
                .containsKeys("asOf", "lagMs");
        assertThat(file.rows())
                .containsExactly(
                        "start=2026-01-31T00:00:00Z product=p-1 sku=s-1 name=Trail 5 currency=EUR orders=1 units=2"
                                + " revenue=39.8000 placed=1 cancelled=0.0000 returned=0.0000 averageOrderValue=39.8000"
                                + " cancellationRate=0.0000 returnRate=0.0000 uniqueCustomers=1");
    }

    @Test
    void refusesWhoMayNotAndWhatItDoesNotUnderstand() {
        given().get("/v1/analytics/sales").then().statusCode(401).contentType(startsWith("application/problem+json"));
        as("staff").get("/v1/analytics/sales").then().statusCode(403);
        as("customer").get("/v1/analytics/orders/" + ORDER).then().statusCode(403);
        for (var wrong : List.of(
                "from=yesterday",
                "interval=year",
                "uniqueCustomers=some",
                "by=all",
                "timeZone=Mars/Olympus",
                "colour=red",
                "by=product&by=status",
                "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=-1000000-01-01T00:00:00Z")) {
            get("/v1/analytics/sales?" + wrong)
                    .statusCode(400)
                    .contentType(startsWith("application/problem+json"))
                    .body("errors[0].path", notNullValue());
        }
        as("analyst")
                .urlEncodingEnabled(false)
                .get("/v1/analytics/top-products?currency=%00")
                .then()
                .statusCode(400);
        get("/v1/analytics/orders?limit=101").statusCode(400);
        get("/v1/analytics/orders?cursor=AAAA").statusCode(400);
        get("/v1/analytics/orders/not-an-id").statusCode(404).body("detail", containsString("not-an-id"));
    }

    @Test
    void answersTheNewestOrderDocumentWhole() {
        var etag = get("/v1/analytics/orders/" + ORDER)
                .statusCode(200)
                .body("orderId", equalTo(ORDER.toString()))
                .body("status", equalTo("PAID"))
                .body("placedAt", equalTo("2026-01-31T08:00:00.123Z"))
                .body("items[0].unitPrice.amount", equalTo("19.90"))
                .body("_m.v", equalTo(2))
                .body("_m.h", notNullValue())
                .extract()
                .header("ETag");
        as("analyst")
                .header("If-None-Match", etag)
                .get("/v1/analytics/orders/" + ORDER)
                .then()
                .statusCode(304);
    }

    @Test
    void listsOrdersByOneOrTwoFilters() {
        for (var filter : List.of(
                "sku=s-1",
                "status=paid&customerId=alice",
                "country=AT&city=Wien",
                "productId=p-1&status=PAID",
                "placedFrom=2026-01-31T08:00:00.123Z&placedTo=2026-01-31T08:00:00.124Z",
                "limit=1")) {
            get("/v1/analytics/orders?" + filter).statusCode(200).body("items", hasSize(1));
        }
        get("/v1/analytics/orders?sku=s-1&status=SHIPPED").body("items", hasSize(0));
    }

    @Test
    void answersTopProductsCustomersAndTheFunnel() {
        get("/v1/analytics/top-products" + RANGE + "&by=units&currency=EUR&limit=1")
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows[0].product", equalTo("p-1"))
                .body("rows[0].name", equalTo("Trail 5"))
                .body("rows[0].units", equalTo(2))
                .body("complete", notNullValue());
        get("/v1/analytics/customers/alice")
                .statusCode(200)
                .body("totals[0].orders", equalTo(1))
                .body("totals[0].revenue.amount", equalTo("39.80"))
                .body("totals[0].lifetimeValue.amount", equalTo("39.80"))
                .body("firstOrderId", equalTo(ORDER.toString()))
                .body(
                        "favouriteCategories.category",
                        contains("shoes"),
                        "favouriteCategories.name",
                        contains("All shoes"));
        get("/v1/analytics/cohorts" + RANGE + "&timeZone=CET")
                .body("rows.cohort", contains("2026-01"))
                .body("rows.revenue.amount", contains("39.80"));
        get("/v1/analytics/customers/nobody").statusCode(404);
        get("/v1/analytics/funnel" + RANGE)
                .statusCode(200)
                .body("placed", equalTo(1))
                .body("paid", equalTo(1))
                .body("shipped", equalTo(0))
                .body("steps.step", contains("placed-paid", "paid-shipped", "shipped-delivered"))
                .body("steps.orders", contains(1, 0, 0))
                .body("steps[0].p50Ms", equalTo(60_160))
                .body("steps[1]", not(hasKey("p50Ms")))
                .body("accuracy.steps.relativeError", equalTo(0.0078125f));
        get("/v1/analytics/top-products?limit=0").statusCode(400);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(condition);
    }

    private static ValidatableResponse get(String path) {
        return as("analyst").get(path).then();
    }

    private static io.restassured.specification.RequestSpecification as(String role) {
        return given().auth().oauth2(AnalyticsStores.token(role));
    }
}
