package polystore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import polystore.gateway.proxy.UpstreamClient.Health;

/// The health checks in a response of MicroProfile Health.
final class HealthChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HealthChecks() {}

    record Check(String name, boolean up, ObjectNode data) {

        private static Check of(JsonNode check) {
            var data = check.path("data") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
            return new Check(
                    check.path("name").asText(), check.path("status").asText().equals("UP"), data);
        }

        ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode().put("name", name).put("state", word(up));
            json.set("data", data);
            return json;
        }
    }

    /// None without a response, or if it is something else.
    static List<Check> of(Health health) {
        var response = health.response();
        try {
            return response == null
                    ? List.of()
                    : JSON.readTree(response.body().getBytes())
                            .path("checks")
                            .valueStream()
                            .map(Check::of)
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    static String state(Health health) {
        var response = health.response();
        return response == null ? "unreachable" : word(response.status() == 200);
    }

    static String word(boolean ready) {
        return ready ? "ready" : "not ready";
    }
}
