package polystore.contracts.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Mark;
import polystore.contracts.Money;
import polystore.contracts.Required;

/// A complete order from one snapshot of its rows; published to `orders.documents.v1`, stored by analytics.
///
/// @param mark identifies the snapshot; a document never replaces one with a higher mark
/// @param orderId also the document's `_id`
/// @param version the order's version in that snapshot; writes are guarded by the mark, not by this version
/// @param items in line order
/// @param history oldest first
public record OrderDocument(
        @JsonProperty("_m") Mark mark,
        UUID orderId,
        int version,
        OrderStatus status,
        Instant placedAt,
        String customerId,
        List<Item> items,
        Money total,
        OrderEvent.Destination shipTo,
        @Nullable Payment payment,
        @Nullable Shipment shipment,
        @Nullable Money refundDue,
        List<Step> history) {

    public static final String TYPE = "polystore.orders.OrderDocument";

    /// Version of the mapping that has these fields. A document of a later mapping that is kept by these fields is
    /// one of this version.
    public static final int MAPPING = 1;

    public OrderDocument {
        Required.atLeast(1, "version", version);
        Required.some("items", items);
    }

    /// The same document, marked as of another snapshot.
    public OrderDocument with(Mark newMark) {
        return new OrderDocument(
                newMark,
                orderId,
                version,
                status,
                placedAt,
                customerId,
                items,
                total,
                shipTo,
                payment,
                shipment,
                refundDue,
                history);
    }

    public record Item(
            int lineNo,
            String sku,
            String productId,
            String name,
            @Nullable String category,
            int quantity,
            int returned,
            Money unitPrice,
            Money lineTotal) {

        public Item {
            Required.atLeast(1, "lineNo", lineNo);
            Required.atLeast(1, "quantity", quantity);
            Required.atLeast(0, "returned", returned);
        }
    }

    public record Payment(Money amount, Instant at) {}

    public record Shipment(String carrier, String trackingNumber, Instant at) {}

    public record Step(OrderStatus status, int version, Instant at) {

        public Step {
            Required.atLeast(1, "version", version);
        }
    }
}
