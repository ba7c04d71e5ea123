package polystore.gateway.routing;

import java.util.Set;

/// The sender of a request.
public sealed interface Caller {

    /// The request carried no token.
    record Anonymous() implements Caller {}

    /// @param subject the customer id
    /// @param roles as in the token's `groups`
    record Authenticated(String subject, Set<String> roles) implements Caller {}
}
