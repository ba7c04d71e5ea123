package polystore.gateway.counterexamples.routing;

import io.vertx.core.http.HttpServerRequest;

/// Decides by the request of the HTTP server instead of by its method and path.
public record SocketAware(HttpServerRequest request) {}
