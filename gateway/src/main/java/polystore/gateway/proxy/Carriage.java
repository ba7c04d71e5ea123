package polystore.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;
import polystore.gateway.routing.Pace;
import polystore.gateway.routing.Service;

/// One request to be carried to a service.
///
/// @param client paused, nothing of its body read yet
/// @param uri canonical path and query
/// @param route name of the route, for metrics
public record Carriage(HttpServerRequest client, Service service, String uri, String route, Pace pace, Trace trace) {}
