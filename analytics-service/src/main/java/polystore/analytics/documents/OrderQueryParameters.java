package polystore.analytics.documents;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polystore.contracts.orders.OrderStatus;
import polystore.platform.rest.QueryParameters;

/// Reads the query parameters of a list of order documents.
final class OrderQueryParameters {

    /// The names of all parameters of the list.
    static final Set<String> KNOWN = Stream.concat(
                    Stream.of(OrderField.values()).map(OrderField::parameter),
                    Stream.of("placedFrom", "placedTo", "amountMin", "amountMax", "sort", "limit", "cursor"))
            .collect(Collectors.toUnmodifiableSet());

    /// As many digits as an amount of money can have.
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");

    private OrderQueryParameters() {}

    /// @throws polystore.platform.http.ProblemException 400 for a faulty parameter, or a combination that is not
    /// offered
    static OrderQuery read(QueryParameters parameters) {
        var query = new OrderQuery(
                equal(parameters),
                parameters.millis("placedFrom"),
                parameters.millis("placedTo"),
                amount(parameters, "amountMin"),
                amount(parameters, "amountMax"),
                sort(parameters));
        OfferedQueries.check(query);
        return query;
    }

    private static Map<OrderField, String> equal(QueryParameters parameters) {
        var equal = new EnumMap<OrderField, String>(OrderField.class);
        for (var field : OrderField.values()) {
            var value = field == OrderField.STATUS ? status(parameters) : parameters.text(field.parameter());
            if (value != null) {
                equal.put(field, value);
            }
        }
        return equal;
    }

    private static @Nullable String status(QueryParameters parameters) {
        var status =
                parameters.constant(OrderField.STATUS.parameter(), OrderStatus.class, EnumSet.allOf(OrderStatus.class));
        return status == null ? null : status.name();
    }

    private static @Nullable BigDecimal amount(QueryParameters parameters, String name) {
        var text = parameters.text(name);
        if (text != null && !AMOUNT.matcher(text).matches()) {
            throw QueryParameters.refused(name, "must be a decimal such as 19.90");
        }
        return text == null ? null : new BigDecimal(text);
    }

    private static OrderSort sort(QueryParameters parameters) {
        var code = parameters.text("sort");
        return code == null
                ? OrderSort.NEWEST
                : OrderSort.ofCode(code)
                        .orElseThrow(
                                () -> QueryParameters.refused("sort", "must be newest, oldest, amount or -amount"));
    }
}
