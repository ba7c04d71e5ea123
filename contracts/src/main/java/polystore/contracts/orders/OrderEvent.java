package polystore.contracts.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.Money;
import polystore.contracts.Required;

/// A fact about one order, published to `orders.events.v1` with the order id as key.
///
/// `version` is the order's version after the event and increases by one with each; `total` is the order's total.
public sealed interface OrderEvent {

    String TYPE_PREFIX = "polystore.orders.";

    UUID orderId();

    int version();

    Instant at();

    String customerId();

    Money total();

    /// The CloudEvents type, such as `polystore.orders.OrderPlaced`.
    @JsonIgnore
    default String type() {
        return TYPE_PREFIX + getClass().getSimpleName();
    }

    /// Reads the body of an event of the given CloudEvents type.
    ///
    /// @throws IllegalArgumentException for an unknown type, or a body that is not of that type
    static OrderEvent decode(String type, byte[] body) {
        return ContractJson.decode(body, bodyOf(type));
    }

    private static Class<? extends OrderEvent> bodyOf(String type) {
        return switch (type) {
            case TYPE_PREFIX + "OrderPlaced" -> OrderPlaced.class;
            case TYPE_PREFIX + "OrderPaid" -> OrderPaid.class;
            case TYPE_PREFIX + "OrderShipped" -> OrderShipped.class;
            case TYPE_PREFIX + "OrderDelivered" -> OrderDelivered.class;
            case TYPE_PREFIX + "OrderCancelled" -> OrderCancelled.class;
            case TYPE_PREFIX + "OrderExpired" -> OrderExpired.class;
            case TYPE_PREFIX + "OrderReturned" -> OrderReturned.class;
            default -> throw new IllegalArgumentException("unknown order event type " + type);
        };
    }

    /// A line of the order, with the price at the time of placing.
    ///
    /// @param quantity whole units, at least 1
    record Line(
            int lineNo,
            String sku,
            String productId,
            String name,
            @Nullable String category,
            int quantity,
            Money unitPrice,
            Money lineTotal) {

        public Line {
            Required.atLeast(1, "lineNo", lineNo);
            Required.atLeast(1, "quantity", quantity);
        }
    }

    /// The destination, without personal data.
    ///
    /// @param country ISO 3166-1 alpha-2
    record Destination(String city, String country) {}

    record OrderPlaced(
            UUID orderId,
            int version,
            Instant at,
            String customerId,
            Money total,
            List<Line> lines,
            Destination shipTo,
            Instant reservedUntil)
            implements OrderEvent {

        public OrderPlaced {
            Required.atLeast(1, "version", version);
            Required.some("lines", lines);
        }
    }

    /// @param amount paid, equal to the total
    record OrderPaid(UUID orderId, int version, Instant at, String customerId, Money total, Money amount)
            implements OrderEvent {

        public OrderPaid {
            Required.atLeast(1, "version", version);
        }
    }

    record OrderShipped(
            UUID orderId,
            int version,
            Instant at,
            String customerId,
            Money total,
            String carrier,
            String trackingNumber)
            implements OrderEvent {

        public OrderShipped {
            Required.atLeast(1, "version", version);
        }
    }

    record OrderDelivered(UUID orderId, int version, Instant at, String customerId, Money total) implements OrderEvent {

        public OrderDelivered {
            Required.atLeast(1, "version", version);
        }
    }

    /// @param refundDue refund due to the payer; absent when nothing was paid
    record OrderCancelled(
            UUID orderId,
            int version,
            Instant at,
            String customerId,
            Money total,
            @Nullable Money refundDue) implements OrderEvent {

        public OrderCancelled {
            Required.atLeast(1, "version", version);
        }
    }

    record OrderExpired(UUID orderId, int version, Instant at, String customerId, Money total) implements OrderEvent {

        public OrderExpired {
            Required.atLeast(1, "version", version);
        }
    }

    /// @param lines returned by this event; each return of an order lists only its own
    /// @param refundDue the price of the returned units
    record OrderReturned(
            UUID orderId,
            int version,
            Instant at,
            String customerId,
            Money total,
            List<ReturnedLine> lines,
            Money refundDue)
            implements OrderEvent {

        public OrderReturned {
            Required.atLeast(1, "version", version);
            Required.some("lines", lines);
        }
    }

    /// @param quantity units of this return
    record ReturnedLine(int lineNo, String sku, int quantity, Money refund) {

        public ReturnedLine {
            Required.atLeast(1, "lineNo", lineNo);
            Required.atLeast(1, "quantity", quantity);
        }
    }
}
