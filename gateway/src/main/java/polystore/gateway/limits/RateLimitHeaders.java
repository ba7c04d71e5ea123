package polystore.gateway.limits;

import io.vertx.core.MultiMap;

/// What a client is told of its quota. Source: draft-ietf-httpapi-ratelimit-headers-10.
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    public static void write(MultiMap headers, Quota quota, Grant grant) {
        headers.set("RateLimit-Policy", policy(quota)).set("RateLimit", state(quota, grant));
    }

    /// `"default";q=200;w=2`: 200 requests in 2 s.
    static String policy(Quota quota) {
        return "\"" + quota.name() + "\";q=" + quota.burst() + ";w=" + quota.windowSeconds();
    }

    /// `"default";r=150;t=1`: 150 left, all back in 1 s.
    static String state(Quota quota, Grant grant) {
        return "\"" + quota.name() + "\";r=" + grant.remaining() + ";t=" + grant.fullSeconds();
    }
}
