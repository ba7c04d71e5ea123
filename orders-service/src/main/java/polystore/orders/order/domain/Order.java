package polystore.orders.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;

/// An order in one of its states. Each state is a type, so that a rule is declared for certain states.
public sealed interface Order {

    /// One event must fit one Kafka record of 1 MiB; 200 lines are a tenth of that.
    int LINES_MAX = 200;

    /// Units in a line.
    int QUANTITY_MAX = 100_000;

    Facts facts();

    /// Increases by one with every transition; used as the entity tag.
    int version();

    OrderStatus status();

    /// The part of an order that never changes after it is placed, except for the units returned of each line.
    ///
    /// @param lines in line order, at least one
    record Facts(
            UUID id,
            String customerId,
            Instant placedAt,
            Instant reservedUntil,
            List<Line> lines,
            Money total,
            String city,
            String country) {

        public Facts with(List<Line> newLines) {
            return new Facts(id, customerId, placedAt, reservedUntil, newLines, total, city, country);
        }
    }

    /// @param quantity units bought, at least 1
    /// @param returned units that came back, at most `quantity`
    record Line(
            int lineNo,
            String sku,
            String productId,
            String name,
            @Nullable String category,
            int quantity,
            int returned,
            Money unitPrice) {

        public Money lineTotal() {
            return unitPrice.times(quantity);
        }

        public int remaining() {
            return quantity - returned;
        }

        Line withReturned(int more) {
            return new Line(lineNo, sku, productId, name, category, quantity, returned + more, unitPrice);
        }
    }

    record Placed(Facts facts, int version) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.PLACED;
        }
    }

    record Paid(Facts facts, int version) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.PAID;
        }
    }

    record Shipped(Facts facts, int version) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.SHIPPED;
        }
    }

    record Delivered(Facts facts, int version) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.DELIVERED;
        }
    }

    /// Some or all units were returned; further returns are possible for the others.
    record Returned(Facts facts, int version) implements Order {

        boolean isReturnable() {
            return facts.lines().stream().anyMatch(line -> line.remaining() > 0);
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.RETURNED;
        }
    }

    record Expired(Facts facts, int version) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.EXPIRED;
        }
    }

    record Cancelled(Facts facts, int version) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }
    }

    /// The order in the state of a stored status.
    static Order of(OrderStatus status, Facts facts, int version) {
        return switch (status) {
            case PLACED -> new Placed(facts, version);
            case PAID -> new Paid(facts, version);
            case SHIPPED -> new Shipped(facts, version);
            case DELIVERED -> new Delivered(facts, version);
            case RETURNED -> new Returned(facts, version);
            case EXPIRED -> new Expired(facts, version);
            case CANCELLED -> new Cancelled(facts, version);
        };
    }
}
