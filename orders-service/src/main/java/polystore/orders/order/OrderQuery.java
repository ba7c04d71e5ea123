package polystore.orders.order;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Sku;
import polystore.contracts.orders.OrderStatus;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;
import polystore.platform.http.Roles;
import polystore.platform.http.Subjects;

/// The query parameters of a list of orders, as they were sent.
///
/// @param status one or several, comma-separated
/// @param placedFrom ISO-8601 instant, inclusive
/// @param placedTo ISO-8601 instant, exclusive
/// @param customerId for staff; a customer can only name themselves
record OrderQuery(
        @Nullable String status,
        @Nullable String sku,
        @Nullable String placedFrom,
        @Nullable String placedTo,
        @Nullable String customerId) {

    /// @throws polystore.platform.http.ProblemException 400 naming the parameter that is wrong
    OrderFilter filter(Caller caller, @Nullable UUID before) {
        return new OrderFilter(
                customer(caller),
                statuses(),
                checkedSku(),
                instant("placedFrom", placedFrom),
                instant("placedTo", placedTo),
                before);
    }

    /// Identifies the list that a cursor belongs to: by caller and parameters.
    String scope(Caller caller) {
        return "orders/" + List.of(caller.isStaff() ? "staff" : caller.subject(), this);
    }

    private @Nullable String customer(Caller caller) {
        if (caller.isStaff()) {
            if (customerId != null && !Subjects.isValid(customerId)) {
                throw invalid("customerId", Subjects.RULE);
            }
            return customerId;
        }
        if (customerId != null && !customerId.equals(caller.subject())) {
            throw Problem.of(
                            "request/forbidden",
                            403,
                            "Not allowed",
                            "Only the role " + Roles.STAFF + " may list orders of other customers: omit customerId.")
                    .asException();
        }
        return caller.subject();
    }

    private List<OrderStatus> statuses() {
        if (status == null) {
            return List.of();
        }
        try {
            return Arrays.stream(status.split(",", -1))
                    .map(OrderStatus::valueOf)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw invalid("status", "must be one or more of " + Arrays.toString(OrderStatus.values()));
        }
    }

    private @Nullable String checkedSku() {
        if (sku != null && !Sku.isValid(sku)) {
            throw invalid("sku", Sku.RULE);
        }
        return sku;
    }

    private static @Nullable Instant instant(String name, @Nullable String value) {
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw invalid(name, "must be an ISO-8601 instant such as 2026-01-31T00:00:00Z");
        }
    }

    private static RuntimeException invalid(String parameter, String rule) {
        return Problem.badRequest("Correct the parameter named in errors.", new FieldError(parameter, rule))
                .asException();
    }
}
