package polystore.gateway;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import polystore.gateway.documentation.Documentation;
import polystore.gateway.proxy.Trace;
import polystore.gateway.routing.Destination.Page;
import polystore.gateway.routing.Target;
import polystore.gateway.views.OrderView;

/// Puts the door into Quarkus' HTTP server, behind CORS and before every other route.
@Singleton
public class Entrance {

    /// Quarkus' CORS filter has 300; no route comes before a filter.
    private static final int AFTER_CORS = 100;

    private final Door door;
    private final Documentation documentation;
    private final OrderView orderView;

    public Entrance(Door door, Documentation documentation, OrderView orderView) {
        this.door = door;
        this.documentation = documentation;
        this.orderView = orderView;
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> door.enter(
                        context.request(), (page, request, target, trace) -> answer(context, page, target, trace)),
                AFTER_CORS);
    }

    private void answer(RoutingContext context, Page page, Target.Clean target, Trace trace) {
        var request = context.request();
        switch (page) {
            case HEALTH, METRICS -> {
                request.resume();
                context.next();
            }
            case OPENAPI -> documentation.openApi(request);
            case DOCS -> documentation.page(request, target.path());
            case ORDER_VIEW -> orderView.answer(request, target.path(), trace);
        }
    }
}
