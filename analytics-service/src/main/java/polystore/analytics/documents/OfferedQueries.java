package polystore.analytics.documents;

import static polystore.analytics.documents.OrderField.CITY;
import static polystore.analytics.documents.OrderField.COUNTRY;
import static polystore.analytics.documents.OrderField.CURRENCY;
import static polystore.analytics.documents.OrderField.CUSTOMER;
import static polystore.analytics.documents.OrderField.PRODUCT;
import static polystore.analytics.documents.OrderField.SKU;
import static polystore.analytics.documents.OrderField.STATUS;

import java.util.Set;
import java.util.stream.Collectors;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;
import polystore.platform.http.ProblemException;

/// The combinations of filter and order that lists of order documents offer: those that an index serves, so that a
/// page costs the same in a collection of any size. The migrations create one index for each, and no other.
final class OfferedQueries {

    private static final Set<Set<OrderField>> BY_TIME = Set.of(
            Set.of(),
            Set.of(STATUS),
            Set.of(CUSTOMER),
            Set.of(PRODUCT),
            Set.of(SKU),
            Set.of(COUNTRY),
            Set.of(CITY),
            Set.of(COUNTRY, CITY),
            Set.of(CUSTOMER, STATUS),
            Set.of(PRODUCT, STATUS),
            Set.of(SKU, STATUS),
            Set.of(COUNTRY, STATUS));

    /// Amounts of different currencies have no order.
    private static final Set<Set<OrderField>> BY_AMOUNT = Set.of(
            Set.of(CURRENCY),
            Set.of(CURRENCY, STATUS),
            Set.of(CURRENCY, CUSTOMER),
            Set.of(CURRENCY, PRODUCT),
            Set.of(CURRENCY, SKU),
            Set.of(CURRENCY, COUNTRY),
            Set.of(CURRENCY, CITY));

    static final String OFFERED = "Offered are: with sort=newest or oldest, placedFrom and placedTo, and at most"
            + " one of customerId, productId, sku, country, city, status, or status with one of customerId, productId,"
            + " sku, country, or city with country; with sort=amount or -amount, currency, amountMin and amountMax, and"
            + " at most one of customerId, productId, sku, country, city, status.";

    private OfferedQueries() {}

    /// @throws ProblemException 400 for a combination that is not offered
    static void check(OrderQuery query) {
        if (query.sort().byAmount()) {
            checkByAmount(query);
        } else {
            checkByTime(query);
        }
    }

    private static void checkByTime(OrderQuery query) {
        if (query.hasAmounts()) {
            throw refused(query.amountMin() == null ? "amountMax" : "amountMin", "needs sort=amount or sort=-amount");
        }
        if (query.equal().containsKey(CURRENCY)) {
            throw refused(CURRENCY.parameter(), "needs sort=amount or sort=-amount");
        }
        checkFields(BY_TIME, query);
    }

    private static void checkByAmount(OrderQuery query) {
        if (query.hasTimes()) {
            throw refused(query.placedFrom() == null ? "placedTo" : "placedFrom", "needs sort=newest or sort=oldest");
        }
        if (!query.equal().containsKey(CURRENCY)) {
            throw refused(
                    CURRENCY.parameter(), "is needed with sort=" + query.sort().code());
        }
        checkFields(BY_AMOUNT, query);
    }

    private static void checkFields(Set<Set<OrderField>> offered, OrderQuery query) {
        var fields = query.equal().keySet();
        if (!offered.contains(fields)) {
            var names = fields.stream()
                    .filter(it -> it != CURRENCY)
                    .map(OrderField::parameter)
                    .collect(Collectors.joining(", "));
            throw refused(names, "cannot be combined with sort=" + query.sort().code());
        }
    }

    private static ProblemException refused(String path, String fault) {
        return Problem.badRequest(
                        "No index serves this combination of parameters. " + OFFERED, new FieldError(path, fault))
                .asException();
    }
}
