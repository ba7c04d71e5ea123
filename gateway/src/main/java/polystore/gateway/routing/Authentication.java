package polystore.gateway.routing;

/// The result of looking for a valid bearer token in a request.
public sealed interface Authentication {

    /// No token, or a valid one.
    record Accepted(Caller caller) implements Authentication {}

    /// The request carries a token that is not valid.
    ///
    /// @param reason for the client: what is wrong with the token
    record Rejected(String reason) implements Authentication {}

    /// The public keys cannot be read at the moment, so no token can be verified.
    record Unavailable() implements Authentication {}
}
