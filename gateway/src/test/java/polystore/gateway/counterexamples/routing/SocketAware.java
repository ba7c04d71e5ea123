package polystore.gateway.counterexamples.routing;

import io.vertx.core.http.HttpServerRequest;

/// Decides by the socket's request instead of by method and path.
public record SocketAware(HttpServerRequest request) {}
