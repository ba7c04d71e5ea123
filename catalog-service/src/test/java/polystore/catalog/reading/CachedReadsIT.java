package polystore.catalog.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

/// The running service uses its caches, counts their reads, and removes the marks of invalidated products.
@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class CachedReadsIT {

    @Inject
    com.mongodb.client.MongoDatabase database;

    @Test
    void readsAreAnsweredByTheCachesAndAChangeIsSeenAtOnce() {
        Staff.haveShoes();
        var at = Staff.create(shoe(freshSku(), "")).header("Location");
        await("Redis is used", () -> metric("polystore_catalog_cache_redis_used", "") == 1);
        var fromNear = reads("near");
        given().get(at).then().statusCode(200);
        given().get(at).then().statusCode(200);
        assertThat(reads("near")).isGreaterThan(fromNear);
        var fromRedis = reads("redis");
        await("the near copy has expired and Redis answers", () -> {
            given().get(at).then().statusCode(200);
            return reads("redis") > fromRedis;
        });

        asStaff()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"name\":\"New\"}")
                .patch(at)
                .then()
                .statusCode(200);
        assertThat(given().get(at).<String>path("name")).isEqualTo("New");
        var id = at.substring(at.lastIndexOf('/') + 1);
        await(
                "the mark is removed",
                () -> database.getCollection("products")
                                .countDocuments(new Document("_id", id).append("cacheStale", true))
                        == 0);
    }

    private static double reads(String layer) {
        return metric("polystore_catalog_cache_reads_total", "layer=\"" + layer + "\"");
    }

    /// The sum of all series of this name with this label.
    private static double metric(String name, String label) {
        var line = Pattern.compile("^" + name + "(?:\\{[^}]*" + label + "[^}]*})? ([0-9.E]+)$", Pattern.MULTILINE);
        return line.matcher(given().get("/q/metrics").asString())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private static void await(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
        }
    }
}
