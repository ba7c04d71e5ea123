package polystore.command.demo.northwind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polystore.command.demo.Checkout.Address;
import polystore.command.demo.Checkout.Cart;
import polystore.command.demo.Checkout.Line;

/// Turns a legacy order into a cart, and corrects values that a new order may not have.
final class NorthwindRowsToCart {
    /// Replaces a missing line of the address, because all are required.
    static final String UNKNOWN = "-";

    /// @param cleaned the corrections, as parts of a sentence; empty for most orders
    record Cleaned(Cart cart, List<String> cleaned) {}

    private final List<String> cleaned = new ArrayList<>();

    private NorthwindRowsToCart() {}

    /// @throws IllegalArgumentException for a country without an ISO code, because it cannot be guessed
    static Cleaned cart(OrderRow row) {
        var mapping = new NorthwindRowsToCart();
        var lines = row.lines().stream()
                .map(line -> new Line(ProductRow.sku(line.productId()), line.quantity()))
                .toList();
        var cart = new Cart(lines, mapping.address(row), row.customerId().toLowerCase(Locale.ROOT) + "@example.org");
        return new Cleaned(cart, List.copyOf(mapping.cleaned));
    }

    private Address address(OrderRow row) {
        var ship = row.ship();
        return new Address(
                text(ship.name(), "name"),
                text(ship.address(), "street"),
                text(ship.city(), "city"),
                text(ship.postalCode(), "postal code"),
                country(row));
    }

    private static String country(OrderRow row) {
        var name = row.ship().country();
        return Countries.code(name == null ? "" : name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Order " + row.orderId() + " ships to " + name + ", a country without an ISO code"));
    }

    private String text(@Nullable String value, String line) {
        if (value == null || value.isBlank()) {
            cleaned.add("had no " + line + ", now \"" + UNKNOWN + "\"");
            return UNKNOWN;
        }
        var plain = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (!plain.equals(value)) {
            cleaned.add("had line breaks or surrounding blanks in the " + line + ", now removed");
        }
        return plain;
    }
}
