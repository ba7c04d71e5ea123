package polystore.command.demo.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.command.demo.Checkout.Address;
import polystore.command.demo.Checkout.Cart;
import polystore.command.demo.Checkout.Line;
import polystore.command.demo.northwind.OrderRow.LineRow;
import polystore.command.demo.northwind.OrderRow.ShipRow;

class NorthwindRowsToCartTest {
    @Test
    void shipsToTheAddressOfTheLegacyOrder() {
        var cart = NorthwindRowsToCart.cart(order("59 rue de l'Abbaye", "51100", "France"));

        assertThat(cart.cart())
                .isEqualTo(new Cart(
                        List.of(new Line("NW-11", 12), new Line("NW-42", 10)),
                        new Address("Vins et alcools", "59 rue de l'Abbaye", "Reims", "51100", "FR"),
                        "vinet@example.org"));
        assertThat(cart.cleaned()).isEmpty();
    }

    @Test
    void aMissingPostalCodeIsFilledAndReported() {
        var cart = NorthwindRowsToCart.cart(order("8 Johnstown Road", null, "Ireland"));

        assertThat(cart.cart().shipTo().postalCode()).isEqualTo("-");
        assertThat(cart.cleaned()).containsExactly("had no postal code, now \"-\"");
    }

    @Test
    void lineBreaksInAnAddressAreRemovedAndReported() {
        var cart = NorthwindRowsToCart.cart(order("Suite 1\r\nMain Street ", "1", "USA"));

        assertThat(cart.cart().shipTo().street()).isEqualTo("Suite 1 Main Street");
        assertThat(cart.cleaned()).hasSize(1);
    }

    @Test
    void shortNamesOfCountriesHaveTheirCodes() {
        assertThat(Countries.code("UK")).contains("GB");
        assertThat(Countries.code("USA")).contains("US");
        assertThat(Countries.code("Venezuela")).contains("VE");
        assertThat(Countries.code("Atlantis")).isEmpty();
    }

    @Test
    void anUnknownCountryIsNotGuessed() {
        assertThatThrownBy(() -> NorthwindRowsToCart.cart(order("1", "1", "Atlantis")))
                .hasMessageContaining("10248")
                .hasMessageContaining("Atlantis");
    }

    private static OrderRow order(String street, @Nullable String postalCode, String country) {
        return new OrderRow(
                10248,
                "VINET",
                new ShipRow("Vins et alcools", street, "Reims", postalCode, country),
                List.of(new LineRow(11, 12), new LineRow(42, 10)),
                1,
                null);
    }
}
