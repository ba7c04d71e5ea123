package polystore.command.demo;

/// The identity that a call is made with.
///
/// @param role a role of `polystore token`
/// @param subject for a customer, the customer id
record Caller(String role, String subject) {
    public static Caller customer(String id) {
        return new Caller("customer", id);
    }

    /// Maintains the catalog and the stock; also used for the payment provider's calls.
    public static Caller staff() {
        return new Caller("staff", "demo");
    }

    public static Caller analyst() {
        return new Caller("analyst", "demo");
    }
}
