package polystore.gateway;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import polystore.gateway.documentation.Documentation;
import polystore.gateway.pages.StaticPages;
import polystore.gateway.proxy.Responses;
import polystore.gateway.proxy.TraceContext;
import polystore.gateway.routing.Destination.Endpoint;
import polystore.gateway.routing.RequestTarget;

/// Responds on the paths that the gateway serves itself. All of them are for reading.
@Singleton
class OwnEndpoints {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Documentation documentation;
    private final StaticPages pages;
    private final OrderView orderView;
    private final SystemStatus systemStatus;
    private final KeptTraces traces;

    OwnEndpoints(
            Documentation documentation,
            StaticPages pages,
            OrderView orderView,
            SystemStatus systemStatus,
            KeptTraces traces) {
        this.documentation = documentation;
        this.pages = pages;
        this.orderView = orderView;
        this.systemStatus = systemStatus;
        this.traces = traces;
    }

    /// @param context its request is still paused
    void respond(Endpoint endpoint, RoutingContext context, RequestTarget.Normalized target, TraceContext trace) {
        var request = context.request();
        if (!METHODS.contains(request.method().name())) {
            Responses.methodNotAllowed(request, METHODS);
            return;
        }
        switch (endpoint) {
            case HEALTH, METRICS -> {
                request.resume();
                context.next();
            }
            case OPENAPI -> documentation.openApi(request);
            case DOCS, CONSOLE -> pages.respond(request, target.path());
            case TRACES -> traces.respond(request, target);
            case SYSTEM -> systemStatus.respond(request, target.path());
            case ORDER_VIEW -> orderView.respond(request, target.path(), trace);
        }
    }
}
