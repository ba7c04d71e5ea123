package polystore.gateway.identity;

/// What came of asking who is calling.
public sealed interface Identification {

    record As(Caller caller) implements Identification {}

    /// A token that does not hold.
    ///
    /// @param why what is wrong, for the sender
    record Refused(String why) implements Identification {}

    /// The keys to verify with cannot be had now: nobody's fault who calls.
    record Unavailable() implements Identification {}
}
