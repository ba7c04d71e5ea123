package polystore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;
import polystore.gateway.proxy.UpstreamClient;
import polystore.gateway.proxy.UpstreamClient.Health;
import polystore.gateway.routing.RateLimiter;
import polystore.gateway.routing.Service;

/// `GET /v1/system`, for operators: the readiness of every instance of every service with its health checks, as the
/// gateway sees them at the moment.
@Singleton
class SystemStatus {

    static final String PATH = "/v1/system";

    /// The console shows a failure within three seconds and asks every second.
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final String READY = "ready";
    private static final String NOT_READY = "not ready";

    private final ObjectMapper json = new ObjectMapper();
    private final UpstreamClient client;
    private final RateLimiter rateLimiter;
    private final Clock clock = Clock.systemUTC();

    SystemStatus(UpstreamClient client, RateLimiter rateLimiter) {
        this.client = client;
        this.rateLimiter = rateLimiter;
    }

    void respond(HttpServerRequest request, String path) {
        if (!path.equals(PATH)) {
            Responses.problem(request, GatewayProblems.notFound());
            return;
        }
        var services = Arrays.asList(Service.values());
        var asked = new ArrayList<Future<List<Health>>>();
        services.forEach(service -> asked.add(client.health(service, TIMEOUT)));
        Future.all(asked).onSuccess(all -> {
            var status = json.createObjectNode().put("at", clock.instant().toString());
            status.put("redis", rateLimiter.usesRedis() ? READY : NOT_READY);
            var listed = status.putArray("services");
            for (int i = 0; i < asked.size(); i++) {
                add(listed, services.get(i), asked.get(i).result());
            }
            request.response().putHeader("Cache-Control", "no-store");
            Responses.send(request, 200, "application/json", Buffer.buffer(status.toString()));
        });
    }

    private void add(ArrayNode services, Service service, List<Health> instances) {
        var listed = services.addObject().put("service", service.label()).putArray("instances");
        instances.forEach(health -> {
            var instance = listed.addObject().put("address", health.address()).put("state", state(health));
            var checks = instance.putArray("checks");
            checks(health).forEach(check -> add(checks, check));
        });
    }

    private static String state(Health health) {
        var response = health.response();
        if (response == null) {
            return "unreachable";
        }
        return response.status() == 200 ? READY : NOT_READY;
    }

    /// The health checks in the response of MicroProfile Health; none if it is something else.
    private JsonNode checks(Health health) {
        var response = health.response();
        try {
            return response == null
                    ? json.missingNode()
                    : json.readTree(response.body().getBytes()).path("checks");
        } catch (IOException e) {
            return json.missingNode();
        }
    }

    private static void add(ArrayNode checks, JsonNode check) {
        var ready = check.path("status").asText().equals("UP");
        var added = checks.addObject().put("name", check.path("name").asText()).put("state", ready ? READY : NOT_READY);
        added.set("data", check.path("data") instanceof ObjectNode data ? data : added.objectNode());
    }
}
