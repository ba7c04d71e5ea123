package polystore.orders.relay;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// What the outbox has for Kafka, for the page of the console that shows the system; a backlog is no fault of this
/// instance.
@HealthGroup("system")
@ApplicationScoped
class BacklogHealth implements HealthCheck {

    private final RelayMetrics metrics;

    BacklogHealth(RelayMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        var backlog = metrics.backlog();
        return HealthCheckResponse.named("backlog")
                .up()
                .withData("waiting", backlog.waiting())
                .withData("oldestSeconds", Math.round(backlog.ageSeconds()))
                .withData("parked", backlog.parked())
                .build();
    }
}
