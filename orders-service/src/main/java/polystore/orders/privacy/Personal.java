package polystore.orders.privacy;

/// The personal data of an order. Never logged, never published, never stored in the clear.
public record Personal(String name, String street, String postalCode, String email) {

    /// Returned in place of the data after the customer's key was deleted.
    public static final Personal ERASED = new Personal("erased", "erased", "erased", "erased");

    @Override
    public String toString() {
        return "Personal[…]";
    }
}
