package polystore.catalog.publishing;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// What the relay has for Kafka, for the page of the console that shows the system; a backlog is no fault of this
/// instance.
@HealthGroup("system")
@ApplicationScoped
class BacklogHealth implements HealthCheck {

    private final CatalogRelay relay;

    BacklogHealth(CatalogRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        var backlog = relay.backlog();
        return HealthCheckResponse.named("backlog")
                .up()
                .withData("waiting", backlog.waiting())
                .withData("oldestSeconds", Math.round(backlog.ageSeconds()))
                .build();
    }
}
