package polystore.catalog.codes;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.catalog.RunningStores;

/// Categories and product types are written, read and listed in the same way.
@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class CodedResourceIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/v1/categories | {'name':'%s'}", "/v1/product-types | {'name':'%s','schema':{'type':'object'}}"})
    void isCreatedAndReplacedByItsPreconditions(String path, String form) {
        var at = path + "/" + freshSku();
        var first = form.replace('\'', '"').formatted("First");
        var second = form.replace('\'', '"').formatted("Second");
        asStaff().body(first).put(at).then().statusCode(428);
        asStaff().header("If-Match", "\"1\"").body(first).put(at).then().statusCode(404);
        asStaff()
                .header("If-None-Match", "*")
                .body(first)
                .put(at)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"");
        asStaff()
                .header("If-None-Match", "*")
                .body(first)
                .put(at)
                .then()
                .statusCode(412)
                .body("type", equalTo("request/exists"));
        asStaff()
                .header("If-Match", "\"1\"")
                .body(second)
                .put(at)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        asStaff()
                .header("If-Match", "\"1\"")
                .body(first)
                .put(at)
                .then()
                .statusCode(412)
                .body("type", equalTo("request/version-mismatch"));
        given().get(at).then().statusCode(200).body("name", equalTo("Second")).body("version", equalTo(2));
        given().header("If-None-Match", "\"2\"").get(at).then().statusCode(304);
    }

    @ParameterizedTest
    @CsvSource({"/v1/categories", "/v1/product-types"})
    void isListedPageByPage(String path) {
        for (int i = 0; i < 2; i++) {
            asStaff()
                    .header("If-None-Match", "*")
                    .body("{\"name\":\"x\"" + (path.endsWith("types") ? ",\"schema\":{}" : "") + "}")
                    .put(path + "/" + freshSku())
                    .then()
                    .statusCode(201);
        }
        var page = given().get(path + "?limit=1").then().statusCode(200).extract();
        var next = page.<String>path("next");
        given().get(path + "?limit=1&cursor=" + next).then().statusCode(200).body("items.size()", equalTo(1));
    }

    @Test
    void aCategoryIsPlacedBelowAnExistingOneAndNeverBelowItself() {
        var parent = freshSku();
        var child = freshSku();
        put(parent, "If-None-Match", "*", null, 201);
        put(child, "If-None-Match", "*", parent, 201);
        put(freshSku(), "If-None-Match", "*", "nowhere", 422);
        put(parent, "If-Match", "\"1\"", child, 422);
    }

    @Test
    void aTextThatUtf8CannotEncodeIsRefused() {
        asStaff()
                .header("If-None-Match", "*")
                .body("{\"name\":\"x\",\"schema\":{\"title\":\"\\ud800\"}}")
                .put("/v1/product-types/" + freshSku())
                .then()
                .statusCode(400)
                .body("errors.path", hasItem("schema"));
        asStaff()
                .header("If-None-Match", "*")
                .body("{\"name\":\"\\udfff\"}")
                .put("/v1/categories/" + freshSku())
                .then()
                .statusCode(400)
                .body("errors.path", hasItem("name"));
    }

    private static void put(String code, String condition, String value, @Nullable String parent, int status) {
        asStaff()
                .header(condition, value)
                .body("{\"name\":\"x\"" + (parent == null ? "" : ",\"parent\":\"" + parent + "\"") + "}")
                .put("/v1/categories/" + code)
                .then()
                .statusCode(status);
    }
}
