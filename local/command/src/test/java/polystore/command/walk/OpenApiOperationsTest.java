package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OpenApiOperationsTest {

    @Test
    void acceptsACompleteOperation() throws Exception {
        assertThat(OpenApiOperations.faults(new ObjectMapper().readTree("""
                {"paths":{"/v1/orders":{"parameters":[],"post":{"operationId":"placeOrder","tags":["Orders"],
                  "requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},
                  "responses":{"201":{"content":{"application/json":{"schema":{"type":"object"}}}},
                    "204":{"description":"nothing"},"404":{"description":"none"}}}}}}"""))).isEmpty();
    }

    @Test
    void namesEverythingThatIsMissing() throws Exception {
        assertThat(OpenApiOperations.faults(new ObjectMapper().readTree("""
                {"paths":{
                  "/a":{"get":{"tags":["Order Resource"],"responses":{"200":{"description":"ok"}}}},
                  "/b":{"get":{"operationId":"b","responses":{"200":{"content":{"text/csv":{}}}}},
                        "put":{"operationId":"b","tags":["Words"],"responses":{},
                               "requestBody":{"content":{"application/json":{"schema":{}}}}}}}}""")))
                .containsExactlyInAnyOrder(
                        "GET /a has no operationId",
                        "GET /a has the tag \"Order Resource\", which is not words",
                        "GET /a has a response 200 without a media type",
                        "GET /b has no tag",
                        "GET /b has a response 200 without a schema for text/csv",
                        "PUT /b has the operationId b of another operation",
                        "PUT /b has a request body without a schema for application/json");
    }
}
