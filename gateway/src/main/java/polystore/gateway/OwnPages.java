package polystore.gateway;

import io.vertx.core.http.HttpServerRequest;
import polystore.gateway.proxy.Trace;
import polystore.gateway.routing.Destination.Page;
import polystore.gateway.routing.Target;

/// Answers what the gateway answers itself.
interface OwnPages {

    /// @param request still paused
    void answer(Page page, HttpServerRequest request, Target.Clean target, Trace trace);
}
