package polystore.orders.plans;

import static polystore.orders.plans.Parameters.typed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.order.OrderFilter;
import polystore.orders.order.PostgresOrderList;
import polystore.orders.time.Ids;

/// Every combination of the list's filters, with frequent and rare values.
final class FilterCombinations {

    private FilterCombinations() {}

    /// One combination of filters.
    record Mix(
            @Nullable String customer,
            List<OrderStatus> statuses,
            @Nullable String sku,
            @Nullable Duration age) {

        String sql() {
            return PostgresOrderList.sql(new OrderFilter(customer, statuses, sku, from(), null, null));
        }

        Map<String, String> parameters() {
            var names = statuses.isEmpty() ? List.of(OrderStatus.values()) : statuses;
            var lowest = Optional.ofNullable(from()).map(Ids::lowestAt).map(Object::toString);
            return Map.of(
                    "customer", typed(customer == null ? "null" : "'" + customer + "'", "varchar"),
                    "sku", typed(sku == null ? "null" : "'" + sku + "'", "varchar"),
                    "statuses",
                            typed(
                                    names.stream()
                                            .map(name -> "'" + name + "'")
                                            .collect(Collectors.joining(", ", "array[", "]")),
                                    "varchar[]"),
                    "lowest", typed("'" + lowest.orElse("00000000-0000-0000-0000-000000000000") + "'", "uuid"),
                    "highest", typed("'ffffffff-ffff-ffff-ffff-ffffffffffff'", "uuid"),
                    "limit", typed("21", "int"));
        }

        private @Nullable Instant from() {
            return age == null ? null : Instant.now().minus(age);
        }
    }

    static Stream<Mix> all() {
        return either(List.of("customer-0", "customer-900"))
                .flatMap(customer -> statuses()
                        .flatMap(statuses -> either(List.of("SKU-0", "SKU-1777"))
                                .flatMap(sku -> either(List.of(Duration.ofHours(2), Duration.ofDays(90)))
                                        .map(age -> new Mix(
                                                customer.orElse(null),
                                                statuses,
                                                sku.orElse(null),
                                                age.orElse(null))))));
    }

    private static Stream<List<OrderStatus>> statuses() {
        return Stream.of(
                List.of(),
                List.of(OrderStatus.PLACED),
                List.of(OrderStatus.DELIVERED),
                List.of(OrderStatus.PAID, OrderStatus.RETURNED));
    }

    private static <T> Stream<Optional<T>> either(List<T> values) {
        return Stream.concat(Stream.of(Optional.empty()), values.stream().map(Optional::of));
    }
}
