package polystore.gateway.routing;

import java.util.Arrays;

/// Names the token bucket of a caller: by subject with a token, by network address without.
public final class RateLimitKey {

    private static final int IPV6_GROUPS = 8;
    /// One household or machine usually has a whole /64 network to itself.
    private static final int IPV6_NETWORK_GROUPS = 4;

    private RateLimitKey() {}

    public static String of(Caller caller, String address) {
        return switch (caller) {
            case Caller.Authenticated(var subject, var _) -> "subject:" + subject;
            case Caller.Anonymous() -> ofAddress(address);
        };
    }

    /// @param address as the socket names it: dotted IPv4, or IPv6 with all eight groups
    public static String ofAddress(String address) {
        var groups = address.split(":", -1);
        return groups.length == IPV6_GROUPS
                ? "address:" + String.join(":", Arrays.copyOf(groups, IPV6_NETWORK_GROUPS))
                : "address:" + address;
    }
}
