package polystore.analytics.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.analytics.intake.OrderHistories;
import polystore.contracts.Mark;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderDocument.Item;
import polystore.contracts.orders.OrderDocument.Step;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;
import polystore.contracts.orders.OrderEvent.OrderShipped;
import polystore.contracts.orders.OrderEvent.ReturnedLine;
import polystore.contracts.orders.OrderStatus;

class DocumentEventsTest {

    private final OrderHistories histories = new OrderHistories(new Random(7));

    /// Of shipments the measures use only the time.
    @Test
    void aDocumentLeadsToTheEventsOfWhichItIsTheResult() {
        Stream.generate(histories::order)
                .limit(500)
                .forEach(history -> assertThat(DocumentEvents.of(document(history), returns(history)))
                        .usingRecursiveComparison()
                        .ignoringFields("reservedUntil", "carrier", "trackingNumber")
                        .withStrictTypeChecking()
                        .isEqualTo(history));
    }

    @Test
    void theOnlyReturnOfAnOrderNeedsNoOtherSource() {
        var history = withReturns(1);

        assertThat(DocumentEvents.of(document(history), Map.of()).getLast())
                .usingRecursiveComparison()
                .isEqualTo(history.getLast());
    }

    @Test
    void ofSeveralReturnsWhoseLinesAreNotKnownTheEventsEndBeforeTheFirst() {
        var history = withReturns(2);
        var returns = returns(history);

        assertThat(DocumentEvents.of(document(history), returns)).hasSize(history.size());
        assertThat(DocumentEvents.of(document(history), Map.of()))
                .hasSize(history.size() - 2)
                .noneMatch(OrderReturned.class::isInstance);
        returns.remove(history.size());
        assertThat(DocumentEvents.of(document(history), returns)).hasSize(history.size() - 2);
    }

    @Test
    void aDocumentWhoseHistoryLacksAVersionLeadsToNoEvents() {
        var history = histories.longOrder();

        assertThat(DocumentEvents.of(document(history.subList(0, 1), history.size()), Map.of()))
                .isEmpty();
    }

    private List<OrderEvent> withReturns(int count) {
        return Stream.generate(histories::order)
                .filter(it ->
                        it.stream().filter(OrderReturned.class::isInstance).count() == count)
                .findFirst()
                .orElseThrow();
    }

    private static Map<Integer, List<ReturnedLine>> returns(List<OrderEvent> history) {
        return history.stream()
                .filter(OrderReturned.class::isInstance)
                .map(OrderReturned.class::cast)
                .collect(Collectors.toMap(OrderReturned::version, OrderReturned::lines, (a, _) -> a, HashMap::new));
    }

    private static OrderDocument document(List<OrderEvent> history) {
        return document(history, history.size());
    }

    private static OrderDocument document(List<OrderEvent> history, int version) {
        var placed = (OrderPlaced) history.getFirst();
        var steps = history.stream()
                .map(it -> new Step(status(it), it.version(), it.at()))
                .toList();
        return new OrderDocument(
                new Mark(1, 1),
                placed.orderId(),
                version,
                steps.getLast().status(),
                placed.at(),
                placed.customerId(),
                placed.lines().stream().map(it -> item(it, history)).toList(),
                placed.total(),
                placed.shipTo(),
                null,
                null,
                refundDue(history),
                steps);
    }

    private static Item item(OrderEvent.Line line, List<OrderEvent> history) {
        var returned = returns(history).values().stream()
                .flatMap(List::stream)
                .filter(it -> it.lineNo() == line.lineNo())
                .mapToInt(ReturnedLine::quantity)
                .sum();
        return new Item(
                line.lineNo(),
                line.sku(),
                line.productId(),
                line.name(),
                line.category(),
                line.quantity(),
                returned,
                line.unitPrice(),
                line.lineTotal());
    }

    private static @Nullable Money refundDue(List<OrderEvent> history) {
        return history.getLast() instanceof OrderCancelled it ? it.refundDue() : null;
    }

    private static OrderStatus status(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> OrderStatus.PLACED;
            case OrderPaid _ -> OrderStatus.PAID;
            case OrderShipped _ -> OrderStatus.SHIPPED;
            case OrderDelivered _ -> OrderStatus.DELIVERED;
            case OrderCancelled _ -> OrderStatus.CANCELLED;
            case OrderExpired _ -> OrderStatus.EXPIRED;
            case OrderReturned _ -> OrderStatus.RETURNED;
        };
    }
}
