package polystore.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;
import polystore.gateway.routing.Service;
import polystore.gateway.routing.TrafficClass;

/// A client's request and where to forward it.
///
/// @param client paused; nothing of its body has been read
/// @param uri normalised path and query
/// @param route name of the route, for metrics
public record ForwardedRequest(
        HttpServerRequest client,
        Service service,
        String uri,
        String route,
        TrafficClass trafficClass,
        TraceContext trace) {}
