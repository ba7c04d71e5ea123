package polystore.analytics.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;
import polystore.contracts.orders.OrderEvent.OrderShipped;
import polystore.contracts.orders.OrderStatus;

/// The changes of a batch of events, one per order, so that each kind of fact needs one statement.
///
/// @param placed new orders
/// @param moved changes of status, of known and of new orders
/// @param returned every return
record OrderChanges(List<OrderPlaced> placed, Collection<Move> moved, List<OrderReturned> returned) {

    /// The status of an order after its last event, with the values from its events; null where no event had one.
    public record Move(
            UUID orderId,
            int version,
            OrderStatus status,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant returnedAt,
            @Nullable Instant cancelledAt,
            @Nullable Instant expiredAt,
            @Nullable BigDecimal refundDue) {

        private static Move to(OrderStatus status, OrderEvent event) {
            var at = event.at();
            return new Move(
                    event.orderId(),
                    event.version(),
                    status,
                    status == OrderStatus.PAID ? at : null,
                    status == OrderStatus.SHIPPED ? at : null,
                    status == OrderStatus.DELIVERED ? at : null,
                    status == OrderStatus.RETURNED ? at : null,
                    status == OrderStatus.CANCELLED ? at : null,
                    status == OrderStatus.EXPIRED ? at : null,
                    event instanceof OrderCancelled it && it.refundDue() != null
                            ? it.refundDue().amount()
                            : null);
        }

        private Move then(Move later) {
            return new Move(
                    orderId,
                    later.version,
                    later.status,
                    first(paidAt, later.paidAt),
                    first(shippedAt, later.shippedAt),
                    first(deliveredAt, later.deliveredAt),
                    first(returnedAt, later.returnedAt),
                    first(cancelledAt, later.cancelledAt),
                    first(expiredAt, later.expiredAt),
                    first(refundDue, later.refundDue));
        }

        private static <T> @Nullable T first(@Nullable T earlier, @Nullable T later) {
            return earlier == null ? later : earlier;
        }
    }

    static OrderChanges of(List<OrderEvent> events) {
        var placed = new ArrayList<OrderPlaced>();
        var moved = new LinkedHashMap<UUID, Move>();
        var returned = new ArrayList<OrderReturned>();
        for (var event : events) {
            switch (event) {
                case OrderPlaced it -> placed.add(it);
                case OrderPaid it -> move(moved, OrderStatus.PAID, it);
                case OrderShipped it -> move(moved, OrderStatus.SHIPPED, it);
                case OrderDelivered it -> move(moved, OrderStatus.DELIVERED, it);
                case OrderCancelled it -> move(moved, OrderStatus.CANCELLED, it);
                case OrderExpired it -> move(moved, OrderStatus.EXPIRED, it);
                case OrderReturned it -> {
                    returned.add(it);
                    move(moved, OrderStatus.RETURNED, it);
                }
            }
        }
        return new OrderChanges(placed, moved.values(), returned);
    }

    private static void move(Map<UUID, Move> moved, OrderStatus status, OrderEvent event) {
        moved.merge(event.orderId(), Move.to(status, event), Move::then);
    }
}
