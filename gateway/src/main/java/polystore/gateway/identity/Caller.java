package polystore.gateway.identity;

import java.util.Set;

/// Who is calling.
public sealed interface Caller {

    /// Nobody said: no token was sent.
    record Anonymous() implements Caller {}

    /// @param subject the customer id
    /// @param roles as in the token's `groups`
    record Known(String subject, Set<String> roles) implements Caller {}
}
