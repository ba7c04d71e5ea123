package polystore.orders.histories;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.idempotency.Fingerprint;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.order.ExpireOrders;
import polystore.orders.order.MoveOrder;
import polystore.orders.order.domain.Action;
import polystore.orders.placing.Cart;
import polystore.orders.placing.PlaceOrder;
import polystore.orders.placing.Placement;
import polystore.orders.stock.MoveStock;

/// A random history of one shop, computed from a seed: customers and staff act in random order, often too late, twice,
/// or with an old version.
final class History {

    private static final int CUSTOMERS = 3;
    private static final int SKUS = 3;

    final List<UUID> orders = new ArrayList<>();
    final List<String> skus = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>();
    private final Random random;
    private final String name;
    private final UseCases use;
    private final List<PlaceOrder.Command> placedWith = new ArrayList<>();
    private final List<MoveOrder.Command> movedWith = new ArrayList<>();

    /// The use cases that the history calls.
    record UseCases(TestShop shop, MoveOrder moveOrder, ExpireOrders expireOrders, MoveStock moveStock, Jdbi jdbi) {}

    History(long seed, UseCases use) {
        this.random = new Random(seed);
        this.name = "history-" + seed + "-" + UUID.randomUUID() + "-";
        this.use = use;
        for (var sku = 0; sku < SKUS; sku++) {
            skus.add(use.shop().sells("H-", (sku + 1) + ".50", random.nextInt(20)));
        }
    }

    /// Calls one random use case.
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> place();
            case 3 -> use.moveStock().handle(List.of(TestShop.movement(any(skus), quantity(), ref())), false);
            case 4 -> {
                if (random.nextInt(3) == 0) {
                    outcomes.add(
                            "expired " + use.expireOrders().handle(now().plusSeconds(3_600), ExpireOrders.BATCH_MAX));
                }
            }
            case 5 -> repeat();
            default -> act();
        }
    }

    /// Never 0, which is not a movement.
    private int quantity() {
        var quantity = random.nextInt(12) - 4;
        return quantity == 0 ? 1 : quantity;
    }

    private @org.jspecify.annotations.Nullable String ref() {
        return random.nextBoolean() ? null : "ref-" + random.nextInt(5);
    }

    private void place() {
        var lines = skus.stream()
                .filter(_ -> random.nextBoolean())
                .map(sku -> new Cart.Line(sku, 1 + random.nextInt(4)))
                .toArray(Cart.Line[]::new);
        if (lines.length > 0) {
            place(TestShop.command(
                    name + random.nextInt(CUSTOMERS), UUID.randomUUID().toString(), lines));
        }
    }

    private void place(PlaceOrder.Command command) {
        placedWith.add(command);
        var placement = use.shop().place(command, now());
        if (placement instanceof Placement.Accepted(var order)) {
            orders.add(order.facts().id());
        }
        outcomes.add(placement.getClass().getSimpleName());
    }

    private void act() {
        if (!orders.isEmpty()) {
            var order = any(orders);
            var version = random.nextInt(6) == 0 ? 1 + random.nextInt(6) : version(order);
            var action = action(order);
            var key = action instanceof Action.Pay
                    ? new IdempotencyKey(
                            "pay",
                            "pay " + order,
                            UUID.randomUUID().toString(),
                            new Fingerprint(new byte[1], List.of()))
                    : null;
            move(new MoveOrder.Command(order, action, known -> known == version, key, "staff:sam", null));
        }
    }

    private void move(MoveOrder.Command command) {
        movedWith.add(command);
        var did = command.action().name() + " ";
        outcomes.add(did + use.moveOrder().handle(command, now()).getClass().getSimpleName());
    }

    /// Repeats an earlier request, as a client does that received no response.
    private void repeat() {
        if (random.nextBoolean() && !placedWith.isEmpty()) {
            place(any(placedWith));
        } else if (!movedWith.isEmpty()) {
            move(any(movedWith));
        }
    }

    private Action action(UUID order) {
        return random.nextBoolean() ? fitting(order) : anything(order);
    }

    /// An action that the order's status allows.
    private Action fitting(UUID order) {
        return switch (OrderStatus.valueOf(read(order, "status", String.class))) {
            case PLACED -> new Action.Pay(total(order), "pay-" + order);
            case PAID -> new Action.Ship("DHL", "42");
            case SHIPPED -> new Action.Deliver();
            case DELIVERED, RETURNED -> new Action.Return(List.of(new Action.Units(any(skus), 1)), "torn");
            case EXPIRED, CANCELLED -> new Action.Cancel("no longer wanted");
        };
    }

    private Action anything(UUID order) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new Action.Pay(
                        random.nextInt(5) == 0 ? Money.of("1.00", "EUR") : total(order),
                        random.nextInt(8) == 0 ? name + "reused" : "pay-" + order);
            case 1 -> new Action.Pay(total(order), "pay-" + order);
            case 2 -> new Action.Ship("DHL", "42");
            case 3 -> new Action.Deliver();
            case 4 -> new Action.Cancel("no longer wanted");
            default -> new Action.Return(List.of(new Action.Units(any(skus), 1 + random.nextInt(3))), "torn");
        };
    }

    private Money total(UUID order) {
        return new Money(read(order, "total", BigDecimal.class), "EUR");
    }

    private int version(UUID order) {
        return read(order, "version", Integer.class);
    }

    private <T> T read(UUID order, String column, Class<T> type) {
        return use.jdbi()
                .withHandle(handle -> handle.createQuery("select <column> from orders where id = :id")
                        .define("column", column)
                        .bind("id", order)
                        .mapTo(type)
                        .one());
    }

    /// In milliseconds, as the service's clock.
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
