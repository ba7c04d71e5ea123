package polystore.orders.refusal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;

/// The reason why a rule refuses a well-formed request.
///
/// It has no HTTP status and no JSON path, which [RefusalProblems] adds. It is stored as JSON, with its simple
/// name as `reason`, with the idempotency key of the request, so that a retry is refused for the same reason.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "reason")
@JsonSubTypes({
    @JsonSubTypes.Type(Refusal.IllegalTransition.class),
    @JsonSubTypes.Type(Refusal.ReturnTooLarge.class),
    @JsonSubTypes.Type(Refusal.AmountMismatch.class),
    @JsonSubTypes.Type(Refusal.RecordedAmountMismatch.class),
    @JsonSubTypes.Type(Refusal.ReferenceUsed.class),
    @JsonSubTypes.Type(Refusal.NotForSale.class),
    @JsonSubTypes.Type(Refusal.MixedCurrencies.class),
    @JsonSubTypes.Type(Refusal.TotalTooLarge.class),
    @JsonSubTypes.Type(Refusal.InsufficientStock.class)
})
public sealed interface Refusal {

    /// The order is in a state that does not allow the action.
    ///
    /// @param action as `nextActions` names it
    record IllegalTransition(OrderStatus status, String action) implements Refusal {}

    /// The return exceeds the units of this SKU in the order that were not returned before.
    ///
    /// @param returnable units that can still be returned, 0 for a SKU that is not in the order
    record ReturnTooLarge(String sku, int returnable, int quantity) implements Refusal {}

    /// The payment is not exactly the order's total.
    record AmountMismatch(Money total, Money amount) implements Refusal {}

    /// The order is paid by the payment with this reference, but that payment has another amount.
    record RecordedAmountMismatch(String reference, Money recorded, Money amount) implements Refusal {}

    /// The payment with this reference was recorded for another order.
    record ReferenceUsed(String reference) implements Refusal {}

    /// @param lines those that cannot be sold, at least one
    record NotForSale(List<UnsaleableLine> lines) implements Refusal {}

    /// @param index of the line in the cart, from 0
    /// @param currency the requested currency, null for the default of the SKU
    record UnsaleableLine(
            int index, String sku, Cause cause, @Nullable String currency) {}

    /// Why a line cannot be sold.
    enum Cause {
        /// The price book has no such SKU.
        UNKNOWN_SKU,
        /// Its product is not published.
        NOT_PUBLISHED,
        /// It has no price in the requested currency.
        NO_PRICE
    }

    /// The default currencies of the SKUs differ, and the cart names no currency.
    record MixedCurrencies(List<String> currencies) implements Refusal {}

    /// The total exceeds what one order can hold.
    record TotalTooLarge() implements Refusal {}

    /// @param lines those with too little stock, at least one
    record InsufficientStock(List<ShortLine> lines) implements Refusal {}

    /// @param index of the line in the cart, from 0
    /// @param available units, fewer than the quantity of the line
    record ShortLine(int index, String sku, long available) {}
}
