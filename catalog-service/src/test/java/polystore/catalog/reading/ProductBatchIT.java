package polystore.catalog.reading;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static polystore.catalog.Staff.asCustomer;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class ProductBatchIT {

    private static final String BATCH_GET = "/v1/products:batchGet";

    @BeforeEach
    void haveShoes() {
        Staff.haveShoes();
    }

    @Test
    void readsProductsByTheirSkusAndThoseOfTheirVariantsAndLeavesOutUnknownOnes() {
        var shoe = freshSku();
        var other = freshSku();
        var variant = freshSku();
        Staff.create(shoe(shoe, "\"attributes\":{\"color\":\"red\"}"));
        Staff.create(shoe(other, "\"variants\":[{\"sku\":\"" + variant + "\"}]"));
        batchGet(given().contentType("application/json"), skus(shoe, variant, "UNKNOWN"))
                .statusCode(200)
                .body("products.size()", equalTo(2))
                .body("products." + quoted(shoe) + ".attributes.color", equalTo("red"))
                .body("products." + quoted(variant) + ".sku", equalTo(other))
                .body("products." + quoted(variant) + ".availability", nullValue());
    }

    @Test
    void showsAChangedProductAtOnce() {
        var sku = freshSku();
        var location = Staff.create(shoe(sku, "")).header("Location");
        name(asCustomer(), sku, "Trail " + sku);
        asStaff()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"name\":\"Renamed\"}")
                .patch(location)
                .then()
                .statusCode(200);
        name(asCustomer(), sku, "Renamed");
    }

    @Test
    void showsDraftsToStaffOnly() {
        var sku = freshSku();
        Staff.create(shoe(sku, "\"status\":\"draft\""));
        batchGet(asCustomer(), skus(sku)).body("products", not(hasKey(sku)));
        batchGet(asStaff(), skus(sku)).body("products", hasKey(sku));
    }

    @Test
    void refusesNoSkusAndMoreThanAnOrderHasLines() {
        refused("{\"skus\":[]}", "skus");
        refused("{}", "skus");
        refused("{\"skus\":[null]}", "skus[0]");
        refused(skus(IntStream.range(0, 201).mapToObj(i -> "S" + i).toArray(String[]::new)), "skus");
        var most = skus(IntStream.range(0, 200).mapToObj(i -> "S" + i).toArray(String[]::new));
        batchGet(asCustomer(), most).statusCode(200);
    }

    /// Without URL encoding, because an encoded colon would be another path.
    private static ValidatableResponse batchGet(RequestSpecification caller, String body) {
        return caller.urlEncodingEnabled(false).body(body).post(BATCH_GET).then();
    }

    @Test
    void namesTheMethodsThatAPathAllows() {
        given().urlEncodingEnabled(false).get(BATCH_GET).then().statusCode(405).header("Allow", equalTo("POST"));
        asStaff()
                .delete("/v1/products/by-sku/A")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", equalTo("GET, HEAD"))
                .body("detail", containsString("GET, HEAD"));
    }

    private static void refused(String body, String path) {
        batchGet(asCustomer(), body).statusCode(400).body("errors.path", hasItem(path));
    }

    private static void name(RequestSpecification caller, String sku, String name) {
        batchGet(caller, skus(sku)).statusCode(200).body("products." + quoted(sku) + ".name", equalTo(name));
    }

    private static String skus(String... skus) {
        return Stream.of(skus).collect(Collectors.joining("\",\"", "{\"skus\":[\"", "\"]}"));
    }

    private static String quoted(String sku) {
        return "'" + sku + "'";
    }
}
