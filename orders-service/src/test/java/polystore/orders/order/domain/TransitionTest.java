package polystore.orders.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.order.domain.Action.Units;
import polystore.orders.order.domain.Transition.Done;
import polystore.orders.order.domain.Transition.Refused;
import polystore.orders.order.domain.Transition.StockEffect;
import polystore.orders.refusal.Refusal;

class TransitionTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Money TOTAL = Money.of("30.00", "EUR");
    private static final List<Action> ACTIONS = List.of(
            new Action.Pay(TOTAL, "ref"),
            new Action.Cancel("why"),
            new Action.Ship("DHL", "1"),
            new Action.Deliver(),
            new Action.Return(List.of(new Units("A", 1)), "torn"));

    /// All legal transitions; every other one is refused with 409.
    private static final Map<OrderStatus, Map<String, OrderStatus>> LEGAL = Map.of(
            OrderStatus.PLACED, Map.of("payment", OrderStatus.PAID, "cancellation", OrderStatus.CANCELLED),
            OrderStatus.PAID, Map.of("shipment", OrderStatus.SHIPPED, "cancellation", OrderStatus.CANCELLED),
            OrderStatus.SHIPPED, Map.of("delivery", OrderStatus.DELIVERED),
            OrderStatus.DELIVERED, Map.of("return", OrderStatus.RETURNED),
            OrderStatus.RETURNED, Map.of("return", OrderStatus.RETURNED),
            OrderStatus.EXPIRED, Map.of(),
            OrderStatus.CANCELLED, Map.of());

    static Stream<Order> everyState() {
        return Arrays.stream(OrderStatus.values()).map(status -> Order.of(status, facts(), 4));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void allowsExactlyTheTransitionsOfTheTable(Order order) {
        for (var action : ACTIONS) {
            var expected = LEGAL.getOrDefault(order.status(), Map.of()).get(action.name());
            switch (Transition.decide(order, action, NOW)) {
                case Done done -> {
                    assertThat(done.next().status()).as(action.name()).isEqualTo(expected);
                    assertThat(done.next().version()).isEqualTo(5);
                    assertThat(done.event().version()).isEqualTo(5);
                    assertThat(done.event().orderId()).isEqualTo(order.facts().id());
                }
                case Refused(var why) -> {
                    assertThat(expected)
                            .as("%s from %s", action.name(), order.status())
                            .isNull();
                    assertThat(why).isEqualTo(new Refusal.IllegalTransition(order.status(), action.name()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void offersStaffExactlyTheActionsOfTheTable(Order order) {
        assertThat(NextActions.of(order, new NextActions.Caller(true, false)))
                .containsExactlyInAnyOrderElementsOf(
                        LEGAL.getOrDefault(order.status(), Map.of()).keySet());
    }

    @Test
    void releasesTheReservationWithoutRefundWhenAnUnpaidOrderIsCancelled() {
        var done = done(new Order.Placed(facts(), 1), new Action.Cancel("why"));
        assertThat(done.stock()).isEqualTo(new StockEffect.Release());
        assertThat(done.refundDue()).isNull();
    }

    @Test
    void refundsTheTotalWhenAPaidOrderIsCancelled() {
        var done = done(new Order.Paid(facts(), 2), new Action.Cancel("why"));
        assertThat(done.refundDue()).isEqualTo(TOTAL);
        assertThat(((OrderEvent.OrderCancelled) done.event()).refundDue()).isEqualTo(TOTAL);
    }

    @Test
    void refusesAnyOtherAmountThanTheTotal() {
        for (var amount : List.of("29.99", "30.01", "0.00", "-30.00")) {
            var pay = new Action.Pay(Money.of(amount, "EUR"), "ref");
            assertThat(Transition.decide(new Order.Placed(facts(), 1), pay, NOW))
                    .isEqualTo(new Refused(new Refusal.AmountMismatch(TOTAL, pay.amount())));
        }
        var dollars = new Action.Pay(Money.of("30.00", "USD"), "ref");
        assertThat(Transition.decide(new Order.Placed(facts(), 1), dollars, NOW))
                .isInstanceOf(Refused.class);
    }

    @Test
    void acceptsReturnsPerLineUpToTheQuantityBought() {
        var first = done(new Order.Delivered(facts(), 4), back("A", 1));
        assertThat(first.refundDue()).isEqualTo(Money.of("10.00", "EUR"));
        assertThat(first.stock()).isEqualTo(new StockEffect.Restock(Map.of("A", 1)));
        assertThat(first.next().facts().lines().getFirst().remaining()).isEqualTo(1);

        var second = done(first.next(), back("A", 1));
        assertThat(Transition.decide(second.next(), back("A", 1), NOW))
                .isEqualTo(new Refused(new Refusal.ReturnTooLarge("A", 0, 1)));
        assertThat(Transition.decide(first.next(), back("A", 2), NOW))
                .isEqualTo(new Refused(new Refusal.ReturnTooLarge("A", 1, 2)));
        assertThat(Transition.decide(second.next(), back("UNKNOWN", 1), NOW))
                .isEqualTo(new Refused(new Refusal.ReturnTooLarge("UNKNOWN", 0, 1)));
        assertThat(NextActions.of(second.next(), new NextActions.Caller(true, false)))
                .containsExactly("return");

        var third = done(second.next(), back("B", 1));
        assertThat(NextActions.of(third.next(), new NextActions.Caller(true, false)))
                .isEmpty();
        assertThat(Transition.decide(third.next(), back("B", 1), NOW))
                .isEqualTo(new Refused(new Refusal.IllegalTransition(OrderStatus.RETURNED, "return")));
    }

    @Test
    void offersCustomersThePaymentOnlyWhereTheyMayRecordIt() {
        var placed = new Order.Placed(facts(), 1);
        assertThat(NextActions.of(placed, new NextActions.Caller(false, false))).containsExactly("cancellation");
        assertThat(NextActions.of(placed, new NextActions.Caller(false, true)))
                .containsExactly("payment", "cancellation");
    }

    private static Done done(Order order, Action action) {
        return (Done) Transition.decide(order, action, NOW);
    }

    private static Action.Return back(String sku, int quantity) {
        return new Action.Return(List.of(new Units(sku, quantity)), "torn");
    }

    private static Order.Facts facts() {
        var price = Money.of("10.00", "EUR");
        return new Order.Facts(
                new UUID(0, 1),
                "ada",
                NOW,
                NOW.plusSeconds(900),
                List.of(
                        new Order.Line(1, "A", "p1", "Thing A", null, 2, 0, price),
                        new Order.Line(2, "B", "p2", "Thing B", "things", 1, 0, price)),
                TOTAL,
                "London",
                "GB");
    }
}
