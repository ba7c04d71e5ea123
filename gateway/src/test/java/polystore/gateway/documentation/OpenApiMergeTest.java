package polystore.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

    private static final String ORDERS = """
            {"security": [{"jwt": []}],
             "paths": {"/v1/orders": {"get": {"operationId": "list", "responses": {"200": {"content": {"application/json":
                {"schema": {"$ref": "#/components/schemas/Page"}}}}}}},
               "/v1/dead-letters/{service}": {"get": {"operationId": "listConsumers"}},
               "/q/openapi": {"get": {}}},
             "components": {
               "schemas": {"Money": {"type": "object"}, "Item": {"title": "an order"},
                 "Page": {"items": {"$ref": "#/components/schemas/Item"}}},
               "securitySchemes": {"jwt": {"type": "http"}}}}""";

    private static final String CATALOG = """
            {"paths": {"/v1/products": {"get": {"operationId": "list", "responses": {"200": {"content": {"application/json":
                {"schema": {"$ref": "#/components/schemas/Page"}}}}}}},
               "/v1/dead-letters/{service}": {"get": {"operationId": "listConsumers"}},
               "/v1/stock": {"post": {"security": [{"jwt": []}], "responses": {"429": {"description": "own"}}}}},
             "components": {
               "schemas": {"Money": {"type": "object"}, "Item": {"title": "a product"},
                 "Page": {"items": {"$ref": "#/components/schemas/Item"}}},
               "securitySchemes": {"jwt": {"type": "apiKey"}}}}""";

    private final JsonNode merged = new OpenApiMerge("All", "1")
            .add("orders", read(ORDERS))
            .add("catalog", read(CATALOG))
            .withCommonResponses(Map.of("429", "TooMany"))
            .document();

    @Test
    void hasThePathsOfAllServicesAndNoneForOperators() {
        assertThat(merged.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(merged.path("paths").fieldNames())
                .toIterable()
                .containsExactly("/v1/orders", "/v1/dead-letters/{service}", "/v1/products", "/v1/stock");
    }

    @Test
    void documentsAPathOfSeveralServicesOnce() {
        assertThat(merged.at("/paths/~1v1~1dead-letters~1{service}/get/operationId")
                        .asText())
                .isEqualTo("listConsumers");
    }

    @Test
    void keepsEqualComponentsOnceAndRenamesDifferentOnes() {
        assertThat(merged.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Money", "Item", "Page", "CatalogItem", "CatalogPage");
        assertThat(merged.at("/components/schemas/CatalogItem/title").asText()).isEqualTo("a product");
    }

    @Test
    void renamesComponentsThatDifferOnlyInWhatTheyReferTo() {
        assertThat(schemaOf("/v1/orders")).isEqualTo("#/components/schemas/Page");
        assertThat(schemaOf("/v1/products")).isEqualTo("#/components/schemas/CatalogPage");
        assertThat(merged.at("/components/schemas/CatalogPage/items/$ref").asText())
                .isEqualTo("#/components/schemas/CatalogItem");
    }

    @Test
    void renamesSecuritySchemesInEachOperation() {
        assertThat(merged.at("/paths/~1v1~1orders/get/security/0").has("jwt")).isTrue();
        assertThat(merged.at("/paths/~1v1~1stock/post/security/0").has("Catalogjwt"))
                .isTrue();
        assertThat(merged.at("/paths/~1v1~1products/get").has("security")).isFalse();
    }

    @Test
    void operationIdsStayUniqueAndOperationsAreTaggedWithTheirService() {
        assertThat(merged.at("/paths/~1v1~1orders/get/operationId").asText()).isEqualTo("list");
        assertThat(merged.at("/paths/~1v1~1products/get/operationId").asText()).isEqualTo("catalog_list");
        assertThat(merged.at("/paths/~1v1~1products/get/tags/0").asText()).isEqualTo("catalog");
    }

    @Test
    void everyOperationListsTheResponsesOfTheGatewayItself() {
        assertThat(merged.at("/paths/~1v1~1orders/get/responses/429/$ref").asText())
                .isEqualTo("#/components/responses/TooMany");
        assertThat(merged.at("/paths/~1v1~1stock/post/responses/429/description")
                        .asText())
                .isEqualTo("own");
    }

    private String schemaOf(String path) {
        return merged.path("paths")
                .path(path)
                .at("/get/responses/200/content")
                .path("application/json")
                .at("/schema/$ref")
                .asText();
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
