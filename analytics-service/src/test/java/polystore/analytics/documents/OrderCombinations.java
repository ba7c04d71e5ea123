package polystore.analytics.documents;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Every combination of filter and order that a client can ask for.
final class OrderCombinations {

    static final Instant FROM = Instant.parse("2031-01-01T00:00:01Z");
    static final Instant TO = Instant.parse("2031-01-01T00:00:04Z");
    static final BigDecimal MIN = new BigDecimal("2");
    static final BigDecimal MAX = new BigDecimal("4.00");

    private static final Map<OrderField, String> VALUES = Map.of(
            OrderField.STATUS, "PAID",
            OrderField.CUSTOMER, "c1",
            OrderField.PRODUCT, "p1",
            OrderField.SKU, "s1",
            OrderField.COUNTRY, "PT",
            OrderField.CITY, "Faro",
            OrderField.CURRENCY, "EUR");

    private OrderCombinations() {}

    /// Every subset of the fields, in every order, without a range and with each.
    static List<OrderQuery> all() {
        var all = new ArrayList<OrderQuery>();
        for (var equal : subsets()) {
            for (var sort : OrderSort.values()) {
                all.add(new OrderQuery(equal, null, null, null, null, sort));
                all.add(new OrderQuery(equal, FROM, TO, null, null, sort));
                all.add(new OrderQuery(equal, null, null, MIN, MAX, sort));
            }
        }
        return all;
    }

    private static List<Map<OrderField, String>> subsets() {
        var subsets = new ArrayList<Map<OrderField, String>>();
        subsets.add(new EnumMap<>(OrderField.class));
        VALUES.forEach((field, value) -> {
            for (var subset : List.copyOf(subsets)) {
                var larger = new EnumMap<OrderField, String>(subset);
                larger.put(field, value);
                subsets.add(larger);
            }
        });
        return subsets;
    }

    /// The query parameters of a request.
    static String parameters(OrderQuery query) {
        var parameters = new StringBuilder("sort=" + query.sort().code());
        query.equal()
                .forEach((field, value) -> parameters
                        .append('&')
                        .append(field.parameter())
                        .append('=')
                        .append(value));
        if (query.hasTimes()) {
            parameters
                    .append("&placedFrom=")
                    .append(query.placedFrom())
                    .append("&placedTo=")
                    .append(query.placedTo());
        }
        if (query.hasAmounts()) {
            parameters
                    .append("&amountMin=")
                    .append(query.amountMin())
                    .append("&amountMax=")
                    .append(query.amountMax());
        }
        return parameters.toString();
    }
}
