package polystore.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.contracts.Money;
import polystore.orders.pricebook.Offer;
import polystore.orders.refusal.Refusal;
import polystore.orders.refusal.Refusal.Cause;
import polystore.orders.refusal.Refusal.UnsaleableLine;

class PricingTest {

    private static final List<Offer> BOOK = List.of(
            offer("A", "19.90", "EUR", true, true),
            offer("A", "21.50", "USD", false, true),
            offer("B", "0.10", "EUR", true, true),
            offer("C", "5.00", "USD", true, true),
            offer("DRAFT", "5.00", "EUR", true, false));

    @Test
    void computesTheExactTotalAndKeepsTheOrderOfLines() {
        var priced = (Pricing.Priced) Pricing.of(cart(null, "B", 3, "A", 2), BOOK);
        assertThat(priced.total()).isEqualTo(Money.of("40.10", "EUR"));
        assertThat(priced.lines())
                .extracting(line -> line.lineNo() + line.sku())
                .containsExactly("1B", "2A");
        assertThat(priced.lines().getFirst().lineTotal()).isEqualTo(Money.of("0.30", "EUR"));
    }

    @Test
    void usesTheRequestedCurrency() {
        var priced = (Pricing.Priced) Pricing.of(cart("USD", "A", 1, "C", 1), BOOK);
        assertThat(priced.total()).isEqualTo(Money.of("26.50", "USD"));
    }

    @Test
    void refusesSeveralCurrenciesInOneOrder() {
        assertThat(refusal(cart(null, "A", 1, "C", 1))).isEqualTo(new Refusal.MixedCurrencies(List.of("EUR", "USD")));
    }

    @Test
    void namesEveryLineThatCannotBeSoldWithItsCause() {
        assertThat(refusal(cart(null, "A", 1, "NONE", 1, "DRAFT", 1)))
                .isEqualTo(new Refusal.NotForSale(List.of(
                        new UnsaleableLine(1, "NONE", Cause.UNKNOWN_SKU, null),
                        new UnsaleableLine(2, "DRAFT", Cause.NOT_PUBLISHED, null))));
        assertThat(refusal(cart("JPY", "A", 1)))
                .isEqualTo(new Refusal.NotForSale(List.of(new UnsaleableLine(0, "A", Cause.NO_PRICE, "JPY"))));
    }

    @Test
    void refusesATotalThatExceedsItsColumn() {
        var dear = List.of(offer("A", "99999999999.00", "EUR", true, true));
        assertThat(Pricing.of(cart(null, "A", 100_000), dear))
                .isEqualTo(new Pricing.Refused(new Refusal.TotalTooLarge()));
    }

    private static Refusal refusal(Cart cart) {
        return ((Pricing.Refused) Pricing.of(cart, BOOK)).why();
    }

    private static Cart cart(@Nullable String currency, Object... skusAndQuantities) {
        var lines = new ArrayList<Cart.Line>();
        for (int i = 0; i < skusAndQuantities.length; i += 2) {
            lines.add(new Cart.Line((String) skusAndQuantities[i], (Integer) skusAndQuantities[i + 1]));
        }
        return new Cart(lines, currency);
    }

    private static Offer offer(String sku, String amount, String currency, boolean isDefault, boolean orderable) {
        return new Offer(sku, Money.of(amount, currency), isDefault, "p" + sku, "Thing " + sku, null, orderable);
    }
}
