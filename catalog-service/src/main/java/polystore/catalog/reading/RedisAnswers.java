package polystore.catalog.reading;

import io.smallrye.health.api.HealthGroup;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether Redis answers within a second, whatever the circuit breaker of the cache does.
@HealthGroup("system")
@ApplicationScoped
class RedisAnswers implements HealthCheck {

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Redis redis;

    RedisAnswers(Redis redis) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Redis").status(answers()).build();
    }

    private boolean answers() {
        return redis.send(Request.cmd(Command.PING))
                .map(answer -> true)
                .ifNoItem()
                .after(WAIT)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .indefinitely();
    }
}
