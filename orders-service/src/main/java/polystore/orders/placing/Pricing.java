package polystore.orders.placing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.orders.order.domain.Order;
import polystore.orders.pricebook.Offer;
import polystore.orders.refusal.Refusal;
import polystore.orders.refusal.Refusal.Cause;
import polystore.orders.refusal.Refusal.UnsaleableLine;

/// The price of a cart by the price book, or the reason why the cart cannot be sold.
sealed interface Pricing {

    /// @param lines in the cart's order, numbered from 1
    record Priced(List<Order.Line> lines, Money total) implements Pricing {}

    record Refused(Refusal why) implements Pricing {}

    /// The total's column holds 15 digits before its four decimals.
    BigDecimal TOTAL_MAX = new BigDecimal("1e15");

    /// @param offers all prices of the cart's SKUs, in any order
    static Pricing of(Cart cart, Collection<Offer> offers) {
        var bySku = offers.stream().collect(Collectors.groupingBy(Offer::sku));
        var unsaleable = new ArrayList<UnsaleableLine>();
        var lines = new ArrayList<Order.Line>();
        for (int i = 0; i < cart.lines().size(); i++) {
            var wanted = cart.lines().get(i);
            var known = bySku.getOrDefault(wanted.sku(), List.of());
            var offer = offer(known, cart.currency());
            if (offer == null) {
                unsaleable.add(new UnsaleableLine(i, wanted.sku(), cause(known), cart.currency()));
            } else {
                lines.add(line(i + 1, wanted, offer));
            }
        }
        return unsaleable.isEmpty()
                ? inOneCurrency(lines)
                : new Refused(new Refusal.NotForSale(List.copyOf(unsaleable)));
    }

    private static Pricing inOneCurrency(List<Order.Line> lines) {
        var currencies = lines.stream()
                .map(line -> line.unitPrice().currency())
                .distinct()
                .toList();
        if (currencies.size() > 1) {
            return new Refused(new Refusal.MixedCurrencies(currencies));
        }
        var total = lines.stream().map(Order.Line::lineTotal).reduce(Money.zero(currencies.getFirst()), Money::plus);
        return total.amount().compareTo(TOTAL_MAX) < 0
                ? new Priced(List.copyOf(lines), total)
                : new Refused(new Refusal.TotalTooLarge());
    }

    private static @Nullable Offer offer(List<Offer> known, @Nullable String currency) {
        return known.stream()
                .filter(Offer::orderable)
                .filter(offer -> currency == null
                        ? offer.isDefault()
                        : offer.price().currency().equals(currency))
                .findFirst()
                .orElse(null);
    }

    private static Cause cause(List<Offer> known) {
        if (known.isEmpty()) {
            return Cause.UNKNOWN_SKU;
        }
        return known.stream().anyMatch(Offer::orderable) ? Cause.NO_PRICE : Cause.NOT_PUBLISHED;
    }

    private static Order.Line line(int lineNo, Cart.Line wanted, Offer offer) {
        return new Order.Line(
                lineNo,
                wanted.sku(),
                offer.productId(),
                offer.name(),
                offer.category(),
                wanted.quantity(),
                0,
                offer.price());
    }
}
