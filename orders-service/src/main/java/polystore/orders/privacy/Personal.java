package polystore.orders.privacy;

/// What of an order names a person. Never logged, never published, never stored in the clear.
public record Personal(String name, String street, String postalCode, String email) {

    /// What is read after the customer's key is gone.
    public static final Personal ERASED = new Personal("erased", "erased", "erased", "erased");

    @Override
    public String toString() {
        return "Personal[…]";
    }
}
