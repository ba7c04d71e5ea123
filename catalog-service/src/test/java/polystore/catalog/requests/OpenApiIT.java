package polystore.catalog.requests;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;

/// The OpenAPI document has everything that a client generator needs.
@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class OpenApiIT {

    private static final Set<String> TAGS = Set.of("Products", "Product types", "Categories", "Dead letters");

    /// By method and path.
    private final Map<String, JsonNode> operations = new TreeMap<>();

    @BeforeEach
    void read() throws Exception {
        var document = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (operation.getValue().isObject()) {
                    operations.put(operation.getKey() + " " + path.getKey(), operation.getValue());
                }
            }
        }
        assertThat(operations).hasSizeGreaterThan(10);
    }

    @Test
    void everyOperationHasAUniqueIdASummaryAndAReadableTag() {
        var ids = new HashSet<String>();
        operations.forEach((name, operation) -> {
            assertThat(operation.path("operationId").asText()).as(name).isNotBlank();
            assertThat(ids.add(operation.path("operationId").asText())).as(name).isTrue();
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).isNotEmpty();
            operation.path("tags").forEach(tag -> assertThat(TAGS).as(name).contains(tag.asText()));
        });
    }

    @Test
    void everySuccessAndEveryBodyHasASchema() {
        var without = new ArrayList<String>();
        operations.forEach((name, operation) -> {
            var responses = operation.path("responses").properties();
            assertThat(responses)
                    .as(name)
                    .anyMatch(response -> response.getKey().startsWith("2"));
            for (var response : responses) {
                if (response.getKey().startsWith("2")
                        && !response.getKey().equals("204")
                        && !hasSchema(response.getValue())) {
                    without.add(name + " " + response.getKey());
                }
            }
            if (operation.has("requestBody") && !hasSchema(operation.get("requestBody"))) {
                without.add(name + " body");
            }
        });
        assertThat(without).isEqualTo(List.of());
    }

    private static boolean hasSchema(JsonNode described) {
        var content = described.path("content").properties();
        return !content.isEmpty()
                && content.stream()
                        .allMatch(media -> !media.getValue().path("schema").isEmpty());
    }
}
