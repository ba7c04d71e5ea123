package polystore.analytics.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderDocument.Item;
import polystore.contracts.orders.OrderDocument.Step;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;
import polystore.contracts.orders.OrderEvent.OrderShipped;
import polystore.contracts.orders.OrderEvent.ReturnedLine;
import polystore.contracts.orders.OrderStatus;

/// The events that led to an order document, as far as the measures use them: one for each step of its history. So
/// documents and events are counted by the same code.
final class DocumentEvents {

    private DocumentEvents() {}

    /// A document has the sum of all returns of a line, and not what each return contained.
    static boolean hasSeveralReturns(OrderDocument document) {
        return returns(document) > 1;
    }

    /// @param known the lines of each return of an order with several, by version; without them, or when their sum is
    /// not that of the document, the events end before the first return
    /// @return in version order; empty for a document whose history does not have every version
    static List<OrderEvent> of(OrderDocument document, Map<Integer, List<ReturnedLine>> known) {
        var events = new ArrayList<OrderEvent>();
        if (!hasEveryVersion(document)) {
            return events;
        }
        var agreed = returns(document) < 2 || agrees(document, known) ? known : null;
        for (var step : document.history()) {
            var event = event(document, step, agreed);
            if (event == null) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    private static long returns(OrderDocument document) {
        return document.history().stream()
                .filter(it -> it.status() == OrderStatus.RETURNED)
                .count();
    }

    private static boolean hasEveryVersion(OrderDocument document) {
        var history = document.history();
        for (var i = 0; i < history.size(); i++) {
            var placed = history.get(i).status() == OrderStatus.PLACED;
            if (history.get(i).version() != i + 1 || placed != (i == 0)) {
                return false;
            }
        }
        return history.size() == document.version();
    }

    private static boolean agrees(OrderDocument document, Map<Integer, List<ReturnedLine>> known) {
        var versions = document.history().stream()
                .filter(it -> it.status() == OrderStatus.RETURNED)
                .map(Step::version)
                .collect(Collectors.toSet());
        var units = known.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(ReturnedLine::lineNo, ReturnedLine::quantity, Integer::sum));
        var documented = document.items().stream()
                .filter(it -> it.returned() > 0)
                .collect(Collectors.toMap(Item::lineNo, Item::returned));
        return known.keySet().equals(versions) && units.equals(documented);
    }

    /// @param known null when the returns are not known
    private static @Nullable OrderEvent event(
            OrderDocument document, Step step, @Nullable Map<Integer, List<ReturnedLine>> known) {
        var id = document.orderId();
        var version = step.version();
        var at = step.at();
        var customer = document.customerId();
        var total = document.total();
        return switch (step.status()) {
            case PLACED ->
                new OrderPlaced(
                        id, version, at, customer, total, lines(document), document.shipTo(), document.placedAt());
            case PAID -> new OrderPaid(id, version, at, customer, total, total);
            case SHIPPED -> new OrderShipped(id, version, at, customer, total, "", "");
            case DELIVERED -> new OrderDelivered(id, version, at, customer, total);
            case CANCELLED -> new OrderCancelled(id, version, at, customer, total, document.refundDue());
            case EXPIRED -> new OrderExpired(id, version, at, customer, total);
            case RETURNED -> {
                var lines =
                        known == null ? List.<ReturnedLine>of() : known.getOrDefault(version, returnedLines(document));
                var refund = lines.stream().map(ReturnedLine::refund).reduce(Money.zero(total.currency()), Money::plus);
                yield lines.isEmpty() ? null : new OrderReturned(id, version, at, customer, total, lines, refund);
            }
        };
    }

    private static List<Line> lines(OrderDocument document) {
        return document.items().stream()
                .map(it -> new Line(
                        it.lineNo(),
                        it.sku(),
                        it.productId(),
                        it.name(),
                        it.category(),
                        it.quantity(),
                        it.unitPrice(),
                        it.lineTotal()))
                .toList();
    }

    /// Of the only return: orders-service refunds the unit price.
    private static List<ReturnedLine> returnedLines(OrderDocument document) {
        return document.items().stream()
                .filter(it -> it.returned() > 0)
                .map(DocumentEvents::returnedLine)
                .toList();
    }

    private static ReturnedLine returnedLine(Item item) {
        return new ReturnedLine(
                item.lineNo(), item.sku(), item.returned(), item.unitPrice().times(item.returned()));
    }
}
