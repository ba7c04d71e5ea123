package polystore.gateway.health;

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
import polystore.gateway.proxy.Inquiries;
import polystore.gateway.routing.Service;

/// Shows which services are reached, and is up in any case: a gateway taken out of service because a service behind it
/// is away could not even say so.
@Readiness
@Singleton
public class ServicesReached implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /// However often we are asked, the services are asked no more often than this.
    private static final long FRESH_MS = 1_000;

    private final Inquiries inquiries;
    private final AtomicReference<@Nullable Seen> last = new AtomicReference<>();

    public ServicesReached(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(() -> seen().toCompletionStage());
    }

    private Future<HealthCheckResponse> seen() {
        var known = last.get();
        if (known != null && System.currentTimeMillis() < known.atMs + FRESH_MS) {
            return known.response;
        }
        var fresh = look();
        last.set(new Seen(System.currentTimeMillis(), fresh));
        return fresh;
    }

    private Future<HealthCheckResponse> look() {
        var services = Arrays.asList(Service.values());
        var asked = new ArrayList<Future<List<Inquiries.Reach>>>();
        services.forEach(service -> asked.add(inquiries.reach(service, PATIENCE)));
        return Future.all(asked).map(all -> {
            var response = HealthCheckResponse.named("services").up();
            for (int i = 0; i < asked.size(); i++) {
                response.withData(services.get(i).label(), text(asked.get(i).result()));
            }
            return response.build();
        });
    }

    private static String text(List<Inquiries.Reach> instances) {
        return instances.stream()
                .map(reach -> reach.address() + (reach.ready() ? " ready" : " not ready"))
                .collect(Collectors.joining(", "));
    }

    private record Seen(long atMs, Future<HealthCheckResponse> response) {}
}
