package polystore.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Fails when the thread of a consumer has died, which requires a restart. A consumer that waits for Kafka or a
/// store is healthy.
@Readiness
@ApplicationScoped
public class ConsumersReadiness implements HealthCheck {

    private final ConsumerLoops loops;

    public ConsumersReadiness(ConsumerLoops loops) {
        this.loops = loops;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Kafka consumers").up();
        for (var loop : loops.running()) {
            var topic = loop.subscription().topic();
            response.withData(topic, loop.isRunning() ? loop.lagRecords() + " records behind" : died(loop));
            if (!loop.isRunning()) {
                response.down();
            }
        }
        return response.build();
    }

    private static String died(ConsumerLoop<?> loop) {
        return "consumer died: " + loop.death();
    }
}
