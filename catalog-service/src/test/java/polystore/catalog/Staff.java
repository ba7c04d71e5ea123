package polystore.catalog;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import polystore.platform.testing.TestTokens;

/// Requests of tests over HTTP, as staff.
public final class Staff {

    private Staff() {}

    public static RequestSpecification asStaff() {
        return given().auth().oauth2(token()).contentType("application/json");
    }

    public static String token() {
        return TestTokens.of("somebody", "staff");
    }

    public static RequestSpecification asCustomer() {
        return given().auth().oauth2(TestTokens.of("somebody", "customer")).contentType("application/json");
    }

    /// A product type whose attributes are a colour of three and a size.
    public static void haveShoes() {
        asStaff().header("If-None-Match", "*").body("""
                        {"name":"Shoe","schema":{"type":"object","properties":{
                          "color":{"type":"string","enum":["red","blue","green"]},"size":{"type":"integer"},
                          "material":{"type":"string"}},"additionalProperties":false},
                          "facets":["color"],"searchable":["material"]}""").put("/v1/product-types/shoe");
    }

    public static String shoe(String sku, String more) {
        return """
                {"sku":"%s","name":"Trail %s","type":"shoe","price":{"amount":"89.90","currency":"EUR"}%s}""".formatted(sku, sku, more.isEmpty() ? "" : "," + more);
    }

    public static Response create(String body) {
        return asStaff().body(body).post("/v1/products");
    }

    /// A SKU that no other test uses.
    public static String freshSku() {
        return "SKU-" + UUID.randomUUID().toString().substring(0, 13);
    }
}
