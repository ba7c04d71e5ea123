package polystore.analytics.documents;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The filter and the order of a list of order documents. [OfferedQueries] says which combinations are offered.
///
/// @param equal the value that each of these fields must have
/// @param placedFrom inclusive, whole milliseconds
/// @param placedTo exclusive, whole milliseconds
/// @param amountMin of the order's total, inclusive
/// @param amountMax of the order's total, inclusive
record OrderQuery(
        Map<OrderField, String> equal,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax,
        OrderSort sort) {

    boolean hasTimes() {
        return placedFrom != null || placedTo != null;
    }

    boolean hasAmounts() {
        return amountMin != null || amountMax != null;
    }
}
