package polystore.gateway.routing;

import io.vertx.core.MultiMap;

/// The rate limit as response headers. Source: draft-ietf-httpapi-ratelimit-headers-10.
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    public static void write(MultiMap headers, Quota quota, RateLimitDecision decision) {
        headers.set("RateLimit-Policy", policy(quota)).set("RateLimit", state(quota, decision));
    }

    /// `"default";q=200;w=2`: 200 requests in 2 s.
    static String policy(Quota quota) {
        return "\"" + quota.name() + "\";q=" + quota.burst() + ";w=" + quota.windowSeconds();
    }

    /// `"default";r=150;t=1`: 150 requests left, all 200 available again in 1 s.
    static String state(Quota quota, RateLimitDecision decision) {
        return "\"" + quota.name() + "\";r=" + decision.remaining() + ";t=" + decision.fullSeconds();
    }
}
