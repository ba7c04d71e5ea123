package polystore.command.demo.northwind;

import java.time.Clock;
import polystore.command.demo.Checkout;
import polystore.command.demo.Checkout.Cart;
import polystore.command.demo.Checkout.Order;

/// Places and pays one legacy order; continues where an interrupted run stopped.
record ImportOrder(Checkout checkout, ImportedOrders imported, Clock clock) {
    /// A reservation lasts 15 minutes: an order that expires this often has another fault.
    private static final int ATTEMPTS_MAX = 3;

    private static final String PLACED = "PLACED";

    /// @throws IllegalStateException when it cannot be placed or paid
    void handle(OrderRow row, Cart cart) {
        imported.begin(row.orderId(), clock.instant());
        var order = row.placedId() == null ? place(row, cart, row.attempt()) : checkout.read(row.placedId());
        for (int attempt = row.attempt(); !paid(row, order); attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new IllegalStateException(
                        "Order " + row.orderId() + " was placed " + attempt + " times and could not be paid: "
                                + checkout.read(order.id()).status());
            }
            order = place(row, cart, attempt + 1);
        }
        imported.paid(row.orderId(), clock.instant());
    }

    private Order place(OrderRow row, Cart cart, int attempt) {
        var key = reference(row) + (attempt == 1 ? "" : "-" + attempt);
        var order = checkout.place(row.customerId(), key, cart);
        imported.placed(row.orderId(), order.id(), attempt);
        return order;
    }

    /// True when the order is paid, now or before; false when it has expired.
    private boolean paid(OrderRow row, Order order) {
        return switch (order.status()) {
            case "PAID", "SHIPPED", "DELIVERED", "RETURNED" -> true;
            case PLACED -> checkout.pay(order, reference(row));
            default -> false;
        };
    }

    private static String reference(OrderRow row) {
        return "northwind-" + row.orderId();
    }
}
