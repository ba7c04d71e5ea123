package polystore.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.time.Ids;

/// The filter of a list of orders; null means any value.
///
/// @param placedFrom inclusive
/// @param placedTo exclusive
/// @param before the last order of the page before, null for the first page
public record OrderFilter(
        @Nullable String customerId,
        List<OrderStatus> statuses,
        @Nullable String sku,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo,
        @Nullable UUID before) {

    /// Ids are UUIDv7, so a range of time is a range of ids: inclusive.
    UUID lowest() {
        return placedFrom == null ? Ids.LOWEST : Ids.lowestAt(placedFrom);
    }

    /// Exclusive.
    UUID highest() {
        var to = placedTo == null ? Ids.HIGHEST : Ids.lowestAt(placedTo);
        return before != null && isBelow(before, to) ? before : to;
    }

    /// The requested statuses, or all; the list reads one index range per status.
    List<String> statusNames() {
        return (statuses.isEmpty() ? List.of(OrderStatus.values()) : statuses)
                .stream().map(OrderStatus::name).toList();
    }

    /// Compares ids like PostgreSQL: byte by byte, unsigned.
    private static boolean isBelow(UUID a, UUID b) {
        var high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
                ? high < 0
                : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0;
    }
}
