package polystore.command.demo;

/// Whom a call is made as.
///
/// @param role one of those of `polystore token`
/// @param subject for a customer, the customer id
public record Person(String role, String subject) {
    public static Person customer(String id) {
        return new Person("customer", id);
    }

    /// Keeps the catalog and the stock, and stands for the payment provider.
    public static Person staff() {
        return new Person("staff", "demo");
    }

    public static Person analyst() {
        return new Person("analyst", "demo");
    }
}
