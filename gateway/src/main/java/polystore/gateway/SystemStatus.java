package polystore.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;
import polystore.gateway.proxy.UpstreamClient;
import polystore.gateway.proxy.UpstreamClient.Health;
import polystore.gateway.routing.Service;

/// `GET /v1/system`, for operators: the readiness of every instance of every service with its health checks, and
/// whether each store answers that instance, as the gateway sees them at the moment.
@Singleton
class SystemStatus {

    static final String PATH = "/v1/system";

    /// The console asks every second and shows a failure within three.
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(1);
    /// The services give a store a second to answer.
    private static final Duration STORES_TIMEOUT = Duration.ofMillis(1_500);
    /// Operators that ask at the same time get the same answer.
    private static final long SHARED_MS = 500;

    private final ObjectMapper json = new ObjectMapper();
    private final UpstreamClient client;
    private final RedisAnswers redis;
    private final Clock clock = Clock.systemUTC();
    private final AtomicReference<@Nullable Asked> last = new AtomicReference<>();

    SystemStatus(UpstreamClient client, RedisAnswers redis) {
        this.client = client;
        this.redis = redis;
    }

    void respond(HttpServerRequest request, String path) {
        if (!path.equals(PATH)) {
            Responses.problem(request, GatewayProblems.notFound());
            return;
        }
        shared().onSuccess(body -> {
            request.response().putHeader("Cache-Control", "no-store");
            Responses.send(request, 200, "application/json", body);
        });
    }

    private Future<Buffer> shared() {
        var known = last.get();
        var now = clock.millis();
        if (known != null && now < known.atMs + SHARED_MS) {
            return known.response;
        }
        var fresh = ask();
        last.set(new Asked(now, fresh));
        return fresh;
    }

    private Future<Buffer> ask() {
        var answers = redis.within(READY_TIMEOUT);
        var services = new ArrayList<Future<ObjectNode>>();
        for (var service : Service.values()) {
            services.add(status(service));
        }
        return Future.join(answers, Future.join(services)).map(all -> {
            var status = json.createObjectNode().put("at", clock.instant().toString());
            status.put("redis", HealthChecks.word(answers.result()));
            services.forEach(service -> status.withArray("services").add(service.result()));
            return Buffer.buffer(status.toString());
        });
    }

    private Future<ObjectNode> status(Service service) {
        var ready = client.health(service, "/q/health/ready", READY_TIMEOUT);
        var system = client.health(service, "/q/health/group/system", STORES_TIMEOUT);
        return Future.join(ready, system).map(both -> status(service, ready.result(), system.result()));
    }

    /// @param system what each instance says of its stores and of its backlog, in the order of `ready`
    private ObjectNode status(Service service, List<Health> ready, List<Health> system) {
        var status = json.createObjectNode().put("service", service.label());
        var listed = status.putArray("instances");
        for (int i = 0; i < ready.size(); i++) {
            var instance = listed.addObject().put("address", ready.get(i).address());
            instance.put("state", HealthChecks.state(ready.get(i)));
            var checks = instance.putArray("checks");
            HealthChecks.of(ready.get(i)).forEach(check -> checks.add(check.json()));
            var stores = instance.putArray("stores");
            HealthChecks.of(system.get(i)).forEach(check -> {
                if (check.name().equals("backlog")) {
                    instance.set("backlog", check.data());
                } else {
                    stores.addObject().put("name", check.name()).put("state", HealthChecks.word(check.up()));
                }
            });
        }
        return status;
    }

    private record Asked(long atMs, Future<Buffer> response) {}
}
