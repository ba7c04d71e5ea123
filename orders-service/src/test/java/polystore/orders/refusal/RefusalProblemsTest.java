package polystore.orders.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.refusal.Refusal.Cause;
import polystore.orders.refusal.Refusal.ShortLine;
import polystore.orders.refusal.Refusal.UnsaleableLine;
import polystore.platform.http.Problem.FieldError;

class RefusalProblemsTest {

    private static final Money TEN = Money.of("10.00", "EUR");
    private static final Money NINE = Money.of("9.00", "EUR");

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new Refusal.IllegalTransition(OrderStatus.PAID, "delivery"),
                        409,
                        "orders/illegal-transition",
                        "The order is PAID, which does not allow delivery"),
                Arguments.of(
                        new Refusal.ReturnTooLarge("A", 2, 3),
                        422,
                        "orders/return-exceeds-order",
                        "At most 2 of A can be returned to this order, not 3"),
                Arguments.of(
                        new Refusal.AmountMismatch(TEN, NINE),
                        422,
                        "payments/amount-mismatch",
                        "The order costs " + TEN + ", not " + NINE),
                Arguments.of(
                        new Refusal.RecordedAmountMismatch("pay-1", TEN, NINE),
                        422,
                        "payments/amount-mismatch",
                        "The payment pay-1 is recorded with " + TEN + ", not " + NINE),
                Arguments.of(new Refusal.ReferenceUsed("pay-1"), 422, "payments/reference-used", "The payment pay-1"),
                Arguments.of(
                        new Refusal.NotForSale(List.of(new UnsaleableLine(0, "A", Cause.UNKNOWN_SKU, null))),
                        422,
                        "orders/not-for-sale",
                        "Remove or correct the lines"),
                Arguments.of(
                        new Refusal.MixedCurrencies(List.of("EUR", "USD")), 422, "orders/mixed-currencies", "EUR, USD"),
                Arguments.of(new Refusal.TotalTooLarge(), 422, "orders/total-too-large", "split it"),
                Arguments.of(
                        new Refusal.InsufficientStock(List.of(new ShortLine(0, "A", 4))),
                        422,
                        "orders/insufficient-stock",
                        "Order at most the available units"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void describesEachRefusal(Refusal refusal, int status, String type, String detail) {
        var problem = RefusalProblems.of(refusal);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.detail()).contains(detail);
    }

    /// It is stored as JSON with the idempotency key of its request.
    @ParameterizedTest
    @MethodSource("refusals")
    void isEqualAfterItWasStoredAsJson(Refusal refusal) throws Exception {
        var json = new ObjectMapper();

        assertThat(json.readValue(json.writeValueAsString(refusal), Refusal.class))
                .isEqualTo(refusal);
    }

    @Test
    void namesTheRefusedLines() {
        var notForSale = new Refusal.NotForSale(List.of(
                new UnsaleableLine(1, "A", Cause.UNKNOWN_SKU, "JPY"),
                new UnsaleableLine(3, "B", Cause.NOT_PUBLISHED, "JPY"),
                new UnsaleableLine(4, "C", Cause.NO_PRICE, "JPY")));
        var short2 = new Refusal.InsufficientStock(List.of(new ShortLine(2, "D", 7)));

        assertThat(RefusalProblems.of(notForSale).errors())
                .containsExactly(
                        new FieldError("lines[1].sku", "A is not in the price book"),
                        new FieldError("lines[3].sku", "B is not for sale"),
                        new FieldError("lines[4].sku", "C has no price in JPY"));
        assertThat(RefusalProblems.of(short2).errors())
                .containsExactly(new FieldError("lines[2].quantity", "7 of D are available"));
    }

    @Test
    void everyRefusalIsTestedHere() {
        assertThat(refusals()
                        .<Class<?>>map(
                                each -> Objects.requireNonNull(each.get()[0]).getClass())
                        .toList())
                .containsExactlyInAnyOrder(Refusal.class.getPermittedSubclasses());
    }
}
