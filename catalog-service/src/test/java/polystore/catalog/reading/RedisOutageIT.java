package polystore.catalog.reading;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.matchesPattern;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

@QuarkusTest
@TestProfile(RedisOutageIT.Unavailable.class)
class RedisOutageIT {

    /// Nothing listens on port 1. In place of the stores that other tests share.
    public static class Unavailable implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(RunningStores.class, Map.of("quarkus.redis.hosts", "redis://127.0.0.1:1")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void everyRequestIsServedWithoutRedis() {
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
        given().get("/q/metrics")
                .then()
                .body(matchesPattern("(?s).*polystore_catalog_cache_redis_failures_total [1-9].*"));
    }
}
