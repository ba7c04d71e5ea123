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
            var state = loop.state();
            response.withData(state.subscription().topic(), state.running() ? behind(state) : died(loop));
            if (!state.running()) {
                response.down();
            }
        }
        return response.build();
    }

    private static String behind(RunningConsumer consumer) {
        return consumer.lagRecords() + " records behind, " + Math.round(consumer.lagSeconds()) + " s";
    }

    private static String died(ConsumerLoop<?> loop) {
        return "consumer died: " + loop.death();
    }
}
