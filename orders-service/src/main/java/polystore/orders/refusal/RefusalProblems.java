package polystore.orders.refusal;

import java.util.List;
import polystore.orders.refusal.Refusal.ShortLine;
import polystore.orders.refusal.Refusal.UnsaleableLine;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;

/// Maps refusals to problems: 409 for a state that does not allow the request, 422 for every other rule.
public final class RefusalProblems {

    private RefusalProblems() {}

    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.IllegalTransition why -> illegalTransition(why);
            case Refusal.ReturnTooLarge why -> returnTooLarge(why);
            case Refusal.AmountMismatch(var total, var amount) ->
                amountMismatch("The order costs " + total + ", not " + amount + ": pay the exact total at once.");
            case Refusal.RecordedAmountMismatch(var reference, var recorded, var amount) ->
                amountMismatch("The payment " + reference + " is recorded with " + recorded + ", not " + amount
                        + ": the order was not changed.");
            case Refusal.ReferenceUsed(var reference) -> referenceUsed(reference);
            case Refusal.NotForSale(var lines) -> notForSale(lines);
            case Refusal.MixedCurrencies(var currencies) -> mixedCurrencies(currencies);
            case Refusal.TotalTooLarge() ->
                rule(
                        "orders/total-too-large",
                        "Total too large",
                        "The total exceeds what one order can hold: split it into several orders.");
            case Refusal.InsufficientStock(var lines) -> insufficientStock(lines);
        };
    }

    private static Problem illegalTransition(Refusal.IllegalTransition why) {
        return Problem.of(
                "orders/illegal-transition",
                409,
                "Not allowed in this status",
                "The order is " + why.status() + ", which does not allow " + why.action()
                        + ": see nextActions for the allowed actions.");
    }

    private static Problem returnTooLarge(Refusal.ReturnTooLarge why) {
        return rule(
                "orders/return-exceeds-order",
                "More than was bought",
                "At most " + why.returnable() + " of " + why.sku() + " can be returned to this order, not "
                        + why.quantity() + ".");
    }

    private static Problem amountMismatch(String detail) {
        return rule("payments/amount-mismatch", "Not the order's total", detail);
    }

    private static Problem referenceUsed(String reference) {
        return rule(
                "payments/reference-used",
                "Payment already recorded",
                "The payment " + reference
                        + " is recorded for another order: send the reference of this order's payment.");
    }

    private static Problem mixedCurrencies(List<String> currencies) {
        return rule(
                "orders/mixed-currencies",
                "Several currencies",
                "One order has one currency, but the prices of these SKUs are in " + String.join(", ", currencies)
                        + ": name one of them in currency, or place an order for each.");
    }

    private static Problem rule(String type, String title, String detail, FieldError... errors) {
        return new Problem(type, 422, title, detail, List.of(errors));
    }

    private static Problem notForSale(List<UnsaleableLine> lines) {
        return rule(
                "orders/not-for-sale",
                "Not for sale",
                "Remove or correct the lines named in errors; GET /v1/products lists what is for sale.",
                lines.stream()
                        .map(line -> new FieldError("lines[" + line.index() + "].sku", cause(line)))
                        .toArray(FieldError[]::new));
    }

    private static String cause(UnsaleableLine line) {
        return switch (line.cause()) {
            case UNKNOWN_SKU -> line.sku() + " is not in the price book";
            case NOT_PUBLISHED -> line.sku() + " is not for sale";
            case NO_PRICE -> line.sku() + " has no price in " + line.currency();
        };
    }

    private static Problem insufficientStock(List<ShortLine> lines) {
        return rule(
                "orders/insufficient-stock",
                "Not enough in stock",
                "Order at most the available units named in errors; nothing was reserved.",
                lines.stream()
                        .map(line -> new FieldError(
                                "lines[" + line.index() + "].quantity",
                                line.available() + " of " + line.sku() + " are available"))
                        .toArray(FieldError[]::new));
    }
}
