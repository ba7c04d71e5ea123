package polystore.gateway.routing;

import java.util.Set;

/// Which callers a route admits. The service behind it decides again, with more knowledge.
public sealed interface Access {

    record Anyone() implements Access {}

    record AnyValidToken() implements Access {}

    record WithRole(String role) implements Access {}

    default boolean admits(Caller caller) {
        return switch (this) {
            case Anyone() -> true;
            case AnyValidToken() -> caller instanceof Caller.Authenticated;
            case WithRole(var role) -> roles(caller).contains(role);
        };
    }

    private static Set<String> roles(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous() -> Set.of();
            case Caller.Authenticated(var _, var roles) -> roles;
        };
    }
}
