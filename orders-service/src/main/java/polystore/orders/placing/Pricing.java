package polystore.orders.placing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.orders.order.domain.Order;
import polystore.orders.pricebook.Offer;
import polystore.orders.refusal.Refusal;
import polystore.orders.refusal.Refusal.Fault;

/// What a cart costs by the price book, or why it cannot be sold.
public sealed interface Pricing {

    /// @param lines in the cart's order, numbered from 1
    record Priced(List<Order.Line> lines, Money total) implements Pricing {}

    record Refused(Refusal why) implements Pricing {}

    /// What the total's column holds with four decimals.
    BigDecimal TOTAL_MAX = new BigDecimal("1e15");

    /// @param offers all prices of the cart's SKUs, in any order
    static Pricing of(Cart cart, Collection<Offer> offers) {
        var bySku = offers.stream().collect(Collectors.groupingBy(Offer::sku));
        var faults = new ArrayList<Fault>();
        var lines = new ArrayList<Order.Line>();
        for (int i = 0; i < cart.lines().size(); i++) {
            var wanted = cart.lines().get(i);
            var offer = offer(bySku, wanted.sku(), cart.currency());
            if (offer == null) {
                faults.add(fault(i, wanted.sku(), bySku, cart.currency()));
            } else {
                lines.add(line(i + 1, wanted, offer));
            }
        }
        return faults.isEmpty() ? inOneCurrency(lines) : new Refused(notForSale(faults));
    }

    private static Pricing inOneCurrency(List<Order.Line> lines) {
        var currencies = lines.stream()
                .map(line -> line.unitPrice().currency())
                .distinct()
                .toList();
        if (currencies.size() > 1) {
            return new Refused(Refusal.of(
                    "orders/mixed-currencies",
                    422,
                    "Several currencies",
                    "One order has one currency, these have " + String.join(", ", currencies)
                            + ": name one in currency, or place an order for each."));
        }
        var total = lines.stream().map(Order.Line::lineTotal).reduce(Money.zero(currencies.getFirst()), Money::plus);
        if (total.amount().compareTo(TOTAL_MAX) >= 0) {
            return new Refused(Refusal.of(
                    "orders/total-too-large",
                    422,
                    "Too much",
                    "The total is beyond what one order can hold: split it."));
        }
        return new Priced(List.copyOf(lines), total);
    }

    private static @Nullable Offer offer(Map<String, List<Offer>> bySku, String sku, @Nullable String currency) {
        return bySku.getOrDefault(sku, List.of()).stream()
                .filter(Offer::orderable)
                .filter(offer -> currency == null
                        ? offer.isDefault()
                        : offer.price().currency().equals(currency))
                .findFirst()
                .orElse(null);
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

    private static Fault fault(int index, String sku, Map<String, List<Offer>> bySku, @Nullable String currency) {
        var known = bySku.getOrDefault(sku, List.of());
        var why = known.isEmpty()
                ? sku + " is not in the price book"
                : known.stream().noneMatch(Offer::orderable)
                        ? sku + " is not for sale"
                        : sku + " has no price in " + currency;
        return new Fault("lines[" + index + "].sku", why);
    }

    private static Refusal notForSale(List<Fault> faults) {
        return new Refusal(
                "orders/not-for-sale",
                422,
                "Not for sale",
                "Remove or correct the lines named in errors; GET /v1/products lists what is for sale.",
                List.copyOf(faults));
    }
}
