package polystore.platform.messaging.deadletters;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Shows the dead letters of each consumer. It never fails: a restart does not help, and other records flow.
@Readiness
@ApplicationScoped
public class DeadLettersHealth implements HealthCheck {

    private final DeadLetterStores stores;
    private final DeadLetterMetrics metrics;

    public DeadLettersHealth(DeadLetterStores stores, DeadLetterMetrics metrics) {
        this.stores = stores;
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Dead letters").up();
        for (var store : stores.all()) {
            var counts = metrics.of(store.group());
            response.withData(
                    store.group(),
                    counts.letters() + " dead letters, " + counts.waiting() + " records parked behind them, the oldest "
                            + Math.round(metrics.ageSeconds(counts)) + " s old");
        }
        return response.build();
    }
}
