package polystore.gateway.counterexamples;

import io.vertx.redis.client.Redis;

/// Uses Redis without saying so in its name.
public record CountsInRedis(Redis redis) {}
