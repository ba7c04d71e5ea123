package polystore.gateway;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Whether Redis answers now, whether or not requests are counted there.
@Singleton
class RedisAnswers {

    private final Redis redis;

    RedisAnswers(Redis redis) {
        this.redis = redis;
    }

    /// Never fails.
    Future<Boolean> within(Duration time) {
        return redis.send(Request.cmd(Command.PING))
                .map(answer -> true)
                .timeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false);
    }
}
