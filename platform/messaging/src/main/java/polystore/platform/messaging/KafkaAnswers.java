package polystore.platform.messaging;

import io.smallrye.health.api.HealthGroup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/// Whether Kafka answers within a second. Its client is created when the first operator asks.
@HealthGroup("system")
@ApplicationScoped
class KafkaAnswers implements HealthCheck {

    private static final int WAIT_MS = 1_000;

    private final KafkaClients clients;
    private @Nullable Admin admin;

    KafkaAnswers(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Kafka").status(answers()).build();
    }

    private boolean answers() {
        try {
            admin().describeCluster().clusterId().get(WAIT_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Admin admin() {
        var known = admin;
        if (known == null) {
            known = clients.admin(WAIT_MS);
            admin = known;
        }
        return known;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
