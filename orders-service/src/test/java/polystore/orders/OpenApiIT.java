package polystore.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The OpenAPI document describes each request body by its schema.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class OpenApiIT {

    @Test
    void everyBodyIsDescribedByItsSchema() throws Exception {
        var document = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
        var bodies = new TreeMap<String, String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                for (var media : operation.getValue().path("requestBody").path("content")) {
                    bodies.put(
                            operation.getKey() + " " + path.getKey(),
                            media.path("schema").path("$ref").asText());
                }
            }
        }

        assertThat(bodies)
                .hasSizeGreaterThan(7)
                .allSatisfy((_, schema) -> assertThat(schema).startsWith("#/components/schemas/"));
    }
}
