package polystore.gateway;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import polystore.gateway.proxy.UpstreamClient;
import polystore.gateway.routing.Service;

/// Lists which instances of the services are ready, and is always up: a gateway taken out of service because a service
/// is unavailable could not even respond with that.
@Readiness
@Singleton
class UpstreamsHealthCheck implements AsyncHealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /// The gateway probes the services at most once in this time, however often it is probed itself.
    private static final long CACHED_MS = 1_000;

    private final UpstreamClient client;
    private final AtomicReference<@Nullable Probe> last = new AtomicReference<>();

    UpstreamsHealthCheck(UpstreamClient client) {
        this.client = client;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(() -> cached().toCompletionStage());
    }

    private Future<HealthCheckResponse> cached() {
        var known = last.get();
        if (known != null && System.currentTimeMillis() < known.atMs + CACHED_MS) {
            return known.response;
        }
        var fresh = probe();
        last.set(new Probe(System.currentTimeMillis(), fresh));
        return fresh;
    }

    private Future<HealthCheckResponse> probe() {
        var services = Arrays.asList(Service.values());
        var asked = new ArrayList<Future<List<UpstreamClient.Readiness>>>();
        services.forEach(service -> asked.add(client.readiness(service, TIMEOUT)));
        return Future.all(asked).map(all -> {
            var response = HealthCheckResponse.named("services").up();
            for (int i = 0; i < asked.size(); i++) {
                response.withData(services.get(i).label(), text(asked.get(i).result()));
            }
            return response.build();
        });
    }

    private static String text(List<UpstreamClient.Readiness> instances) {
        return instances.stream()
                .map(instance -> instance.address() + (instance.ready() ? " ready" : " not ready"))
                .collect(Collectors.joining(", "));
    }

    private record Probe(long atMs, Future<HealthCheckResponse> response) {}
}
