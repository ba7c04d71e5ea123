package polystore.gateway;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import polystore.gateway.refusals.Answers;
import polystore.gateway.refusals.Refusals;
import polystore.gateway.routing.Destination.Page;
import polystore.gateway.routing.Target;

/// Puts the door into Quarkus' HTTP server, behind CORS and before every other route.
@Singleton
public class Entrance {

    /// Quarkus' CORS filter has 300; no route comes before a filter.
    private static final int AFTER_CORS = 100;

    private final Door door;

    public Entrance(Door door) {
        this.door = door;
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> door.enter(
                        context.request(), (page, request, target, trace) -> answer(context, page, request, target)),
                AFTER_CORS);
    }

    private void answer(RoutingContext context, Page page, HttpServerRequest request, Target.Clean target) {
        switch (page) {
            case HEALTH, METRICS -> {
                request.resume();
                context.next();
            }
            case OPENAPI, DOCS, ORDER_VIEW -> Answers.refuse(request, Refusals.notFound());
        }
    }
}
