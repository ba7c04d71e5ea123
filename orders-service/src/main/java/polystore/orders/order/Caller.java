package polystore.orders.order;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import polystore.orders.order.domain.NextActions;
import polystore.platform.http.Roles;
import polystore.platform.rest.RequestTrace;

/// The caller of a request, as the token identifies it.
@RequestScoped
public class Caller {

    private final SecurityContext security;
    private final boolean paymentByCustomer;

    public Caller(
            @Context SecurityContext security,
            @ConfigProperty(name = "polystore.orders.payment-by-customer") boolean paymentByCustomer) {
        this.security = security;
        this.paymentByCustomer = paymentByCustomer;
    }

    /// The token's subject: for a customer, the customer id.
    public String subject() {
        return security.getUserPrincipal().getName();
    }

    public boolean isStaff() {
        return security.isUserInRole(Roles.STAFF);
    }

    public boolean mayPay() {
        return isStaff() || paymentByCustomer;
    }

    /// Role and subject, as recorded in an order's history.
    public String by() {
        return (isStaff() ? "staff:" : "customer:") + subject();
    }

    NextActions.Caller actions() {
        return new NextActions.Caller(isStaff(), paymentByCustomer);
    }

    /// The W3C trace context of the request, for the events that it causes.
    public @Nullable String traceparent() {
        return RequestTrace.current();
    }
}
