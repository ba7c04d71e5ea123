package polystore.orders.placing;

import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.orders.order.domain.Order;

/// Creates the event of a placed order, without name, street and e-mail.
final class PlacedOrderEvent {

    private PlacedOrderEvent() {}

    static OrderPlaced of(Order.Placed order) {
        var facts = order.facts();
        return new OrderPlaced(
                facts.id(),
                order.version(),
                facts.placedAt(),
                facts.customerId(),
                facts.total(),
                facts.lines().stream().map(PlacedOrderEvent::line).toList(),
                new Destination(facts.city(), facts.country()),
                facts.reservedUntil());
    }

    private static OrderEvent.Line line(Order.Line line) {
        return new OrderEvent.Line(
                line.lineNo(),
                line.sku(),
                line.productId(),
                line.name(),
                line.category(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal());
    }
}
