package polystore.gateway.routing;

import java.util.Set;

/// Who may use a route, as far as the route alone can tell; the service decides finally.
public sealed interface Access {

    record Anyone() implements Access {}

    /// Whoever has a valid token.
    record Identified() implements Access {}

    record WithRole(String role) implements Access {}

    /// Whether a caller with these roles passes; `roles` is empty for a token without roles.
    default boolean admits(boolean identified, Set<String> roles) {
        return switch (this) {
            case Anyone() -> true;
            case Identified() -> identified;
            case WithRole(var role) -> roles.contains(role);
        };
    }
}
