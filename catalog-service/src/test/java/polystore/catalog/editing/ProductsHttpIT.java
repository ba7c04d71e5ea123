package polystore.catalog.editing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static polystore.catalog.Staff.asCustomer;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class ProductsHttpIT {

    private static final String PROBLEM = "application/problem+json";
    private static final String PATCH = "application/merge-patch+json";

    @BeforeEach
    void haveShoes() {
        Staff.haveShoes();
    }

    @Test
    void aNewProductIsReadByIdAndBySku() {
        var sku = freshSku();
        var created = Staff.create(shoe(sku, "\"attributes\":{\"color\":\"red\",\"size\":42}"))
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", matchesPattern("/v1/products/[0-9a-f-]{36}"))
                .extract();
        given().get(created.header("Location"))
                .then()
                .statusCode(200)
                .body("sku", equalTo(sku))
                .body("price.amount", equalTo("89.90"))
                .body("attributes.size", equalTo(42))
                .body("status", equalTo("published"));
        given().get("/v1/products/by-sku/" + sku)
                .then()
                .statusCode(200)
                .body("id", equalTo(created.path("id").toString()));
    }

    @Test
    void anUnchangedProductIsAnsweredWith304() {
        var sku = freshSku();
        Staff.create(shoe(sku, "")).then().statusCode(201);
        given().header("If-None-Match", "\"1\"")
                .get("/v1/products/by-sku/" + sku)
                .then()
                .statusCode(304)
                .header("ETag", "\"1\"");
    }

    @Test
    void aSkuIsTakenAlsoByAVariant() {
        var sku = freshSku();
        Staff.create(shoe(freshSku(), "\"variants\":[{\"sku\":\"" + sku + "\"}]"))
                .then()
                .statusCode(201);
        Staff.create(shoe(sku, ""))
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("catalog/sku-taken"));
    }

    @Test
    void attributesThatDoNotFitTheProductTypeAreNamed() {
        Staff.create(shoe(freshSku(), "\"attributes\":{\"color\":\"pink\",\"size\":\"x\"}"))
                .then()
                .statusCode(422)
                .body("type", equalTo("catalog/invalid-attributes"))
                .body("errors.path", equalTo(List.of("attributes.color", "attributes.size")));
    }

    @Test
    void unknownTypesAndCategoriesAreRefused() {
        Staff.create(shoe(freshSku(), "").replace("\"type\":\"shoe\"", "\"type\":\"hat\""))
                .then()
                .statusCode(422)
                .body("type", equalTo("catalog/unknown-type"));
        Staff.create(shoe(freshSku(), "\"category\":\"nowhere\""))
                .then()
                .statusCode(422)
                .body("type", equalTo("catalog/unknown-category"));
    }

    @Test
    void anInvalidBodyIsRefusedWithThePathOfTheFault() {
        refused("{\"sku\":\"A\",\"nonsense\":1}", "nonsense");
        refused("{\"sku\":7}", "sku");
        refused(shoe("A B", ""), "sku");
        refused(shoe("A", "\"prices\":[{\"amount\":\"-1\",\"currency\":\"USD\"}]"), "prices[0].amount");
        refused(shoe("A", "\"variants\":[{\"sku\":\"A\"}]"), "variants[0].sku");
        refused(shoe("A", "\"attributes\":{\"a.b\":1}"), "attributes");
        refused(shoe("A", "\"attributes\":{\"a\\n\\u0000b\":1}"), "attributes");
        refused(shoe("A", "\"attributes\":{\"color\":\"\\ud800\"}"), "attributes.color");
        refused(shoe("A", "\"description\":\"\\udfff\""), "description");
        // The problem quotes it, and must still be UTF-8.
        refused(shoe("A", "\"prices\":[{\"amount\":\"1\",\"currency\":\"\\ud800\"}]"), "prices[0]");
        refused(shoe("A", "\"status\":\"deleted\""), "status");
        refused("{\"sku\":\"A\",\"name\":\"x\",\"type\":\"shoe\"}", "price");
        Staff.create(shoe("A", "\"attributes\":{\"\\ud800\":1}"))
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        asStaff().body("{\"sku\":").post("/v1/products").then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void everyErrorResponseOfTheFrameworkIsAProblem() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/products")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        asCustomer().body("{}").post("/v1/products").then().statusCode(403).contentType(PROBLEM);
        given().get("/v1/nowhere").then().statusCode(404).contentType(PROBLEM);
        given().delete("/v1/products").then().statusCode(405).contentType(PROBLEM);
        asStaff()
                .contentType("text/plain")
                .body("x")
                .post("/v1/products")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        asStaff()
                .body("x".repeat(1_048_577))
                .post("/v1/products")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
    }

    @Test
    void aChangeRequiresTheCurrentVersion() {
        var at = Staff.create(shoe(freshSku(), "\"description\":\"long\"")).header("Location");
        asStaff().contentType(PATCH).body("{}").patch(at).then().statusCode(428);
        asStaff()
                .contentType(PATCH)
                .header("If-Match", "\"1\"")
                .body("{\"description\":null,\"attributes\":{\"color\":\"blue\"},\"price\":{\"amount\":\"9.5\"}}")
                .patch(at)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("description", equalTo(null))
                .body("attributes.color", equalTo("blue"))
                .body("price.amount", equalTo("9.50"));
        asStaff().header("If-Match", "\"1\"").delete(at).then().statusCode(412);
        given().get(at).then().body("version", equalTo(2));
    }

    @Test
    void aDraftIsForStaffOnly() {
        var sku = freshSku();
        Staff.create(shoe(sku, "\"status\":\"draft\"")).then().statusCode(201);
        given().get("/v1/products/by-sku/" + sku).then().statusCode(404);
        asCustomer().get("/v1/products/by-sku/" + sku).then().statusCode(404);
        asStaff().get("/v1/products/by-sku/" + sku).then().statusCode(200);
    }

    @Test
    void aDeletedProductIsGoneAndItsSkuFree() {
        var sku = freshSku();
        var at = Staff.create(shoe(sku, "")).header("Location");
        asStaff().header("If-Match", "\"1\"").delete(at).then().statusCode(204);
        given().get(at).then().statusCode(404);
        given().get("/v1/products/by-sku/" + sku).then().statusCode(404);
        Staff.create(shoe(sku, "")).then().statusCode(201);
    }

    @Test
    void theOpenApiDocumentListsTheProblems() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/v1/products'.post.responses.keySet()",
                        hasItems("201", "400", "401", "403", "409", "422"))
                .body("components.schemas.Money.properties.amount.type", equalTo("string"));
    }

    private static void refused(String body, String path) {
        Staff.create(body).then().statusCode(400).contentType(PROBLEM).body("errors.path", hasItems(path));
    }
}
