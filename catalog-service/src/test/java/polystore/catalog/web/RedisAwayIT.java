package polystore.catalog.web;

import static io.restassured.RestAssured.given;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

@QuarkusTest
@TestProfile(RedisAwayIT.Away.class)
@QuarkusTestResource(
        value = RunningStores.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "quarkus.redis.hosts", value = "redis://127.0.0.1:1"))
class RedisAwayIT {

    /// For a start of its own.
    public static class Away implements QuarkusTestProfile {}

    @Test
    void nothingFails() {
        Staff.haveShoes();
        var sku = freshSku();
        var at = Staff.create(shoe(sku, "")).then().statusCode(201).extract().header("Location");
        given().get(at).then().statusCode(200);
        given().get("/v1/products/by-sku/" + sku).then().statusCode(200);
        Staff.asStaff()
                .header("If-Match", "\"1\"")
                .body(shoe(sku, "\"description\":\"x\""))
                .put(at)
                .then()
                .statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
