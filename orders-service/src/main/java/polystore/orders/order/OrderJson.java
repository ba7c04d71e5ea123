package polystore.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.order.domain.NextActions;
import polystore.orders.order.domain.Order;
import polystore.orders.privacy.Personal;

/// An order in JSON, as the caller may see it.
///
/// @param reservedUntil when the stock is released unless the order is paid; absent once it is paid or released
/// @param nextActions the actions that this caller may take now
public record OrderJson(
        UUID id,
        OrderStatus status,
        int version,
        Instant placedAt,
        @Nullable Instant reservedUntil,
        String customerId,
        List<LineJson> lines,
        Money total,
        ShipToJson shipTo,
        String email,
        @Nullable ShipmentJson shipment,
        List<String> nextActions) {

    /// @param returned units returned; absent while there are none
    public record LineJson(
            String sku, String name, int quantity, @Nullable Integer returned, Money unitPrice, Money lineTotal) {

        static LineJson of(Order.Line line) {
            return new LineJson(
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    line.returned() == 0 ? null : line.returned(),
                    line.unitPrice(),
                    line.lineTotal());
        }
    }

    /// Name, street and postal code read `erased` once the customer's personal data was erased.
    public record ShipToJson(String name, String street, String city, String postalCode, String country) {}

    public record ShipmentJson(String carrier, String trackingNumber) {}

    static OrderJson of(Order order, Personal personal, @Nullable ShipmentJson shipment, NextActions.Caller caller) {
        var facts = order.facts();
        return new OrderJson(
                facts.id(),
                order.status(),
                order.version(),
                facts.placedAt(),
                order instanceof Order.Placed ? facts.reservedUntil() : null,
                facts.customerId(),
                facts.lines().stream().map(LineJson::of).toList(),
                facts.total(),
                new ShipToJson(
                        personal.name(), personal.street(), facts.city(), personal.postalCode(), facts.country()),
                personal.email(),
                shipment,
                NextActions.of(order, caller));
    }

    /// `{"items":[{"status","version","at","by"}]}`, oldest first.
    public record HistoryJson(List<StepJson> items) {}

    public record StepJson(OrderStatus status, int version, Instant at, String by) {}
}
