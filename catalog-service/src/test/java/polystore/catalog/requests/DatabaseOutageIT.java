package polystore.catalog.requests;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;

@QuarkusTest
@TestProfile(DatabaseOutageIT.Unavailable.class)
class DatabaseOutageIT {

    private static final long MS_MAX = 2_000;

    /// Nothing listens on port 1. In place of the stores that other tests share.
    public static class Unavailable implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(
                    RunningStores.class, Map.of("quarkus.mongodb.connection-string", "mongodb://127.0.0.1:1")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void readsAre503WithinTwoSeconds() {
        for (var path : new String[] {"/v1/products/x", "/v1/products/by-sku/x", "/v1/products", "/v1/categories/x"}) {
            var answer = given().get(path);
            // On a busy machine the first responses are slow, because the JVM still loads classes.
            for (int i = 0; i < 5 && answer.time() >= MS_MAX; i++) {
                answer = given().get(path);
            }
            answer.then()
                    .time(lessThan(MS_MAX))
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("service/database-unavailable"));
        }
    }
}
