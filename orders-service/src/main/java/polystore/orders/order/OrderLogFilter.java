package polystore.orders.order;

import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Names the order of a request in what is logged for it.
class OrderLogFilter {

    private static final String PATH = "/v1/orders/";

    @ServerRequestFilter
    void name(UriInfo uri) {
        var order = uri.getPathParameters().getFirst("id");
        if (order != null && uri.getPath().startsWith(PATH)) {
            MDC.put("orderId", order);
        }
    }
}
