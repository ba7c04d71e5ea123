package polystore.gateway;

import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import polystore.gateway.proxy.ForwardedRequest;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.RequestLimits;
import polystore.gateway.proxy.Responses;
import polystore.gateway.proxy.ReverseProxy;
import polystore.gateway.proxy.TraceContext;
import polystore.gateway.routing.Authentication;
import polystore.gateway.routing.Caller;
import polystore.gateway.routing.Destination;
import polystore.gateway.routing.Destination.Endpoint;
import polystore.gateway.routing.Destination.Own;
import polystore.gateway.routing.Quotas;
import polystore.gateway.routing.RateLimitHeaders;
import polystore.gateway.routing.RateLimitKey;
import polystore.gateway.routing.RateLimiter;
import polystore.gateway.routing.RequestTarget;
import polystore.gateway.routing.Route;
import polystore.gateway.routing.RouteTable;
import polystore.gateway.routing.TokenAuthenticator;

/// The steps of every request: form, authentication, rate limit, route, access; then it is forwarded to its service.
///
/// In this order a rejected request costs least, and the statuses are checked as the services check them: 400, 401,
/// 429, 404, 403.
@Singleton
class RequestPipeline {

    /// Behind Quarkus' CORS filter (300) and before all routes.
    private static final int FILTER_PRIORITY = 100;

    private final RequestLimits requestLimits;
    private final TokenAuthenticator authenticator;
    private final Quotas quotas;
    private final RateLimiter rateLimiter;
    private final RouteTable routes = new RouteTable();
    private final ReverseProxy proxy;
    private final OwnEndpoints ownEndpoints;
    private final RequestMetrics metrics;

    public RequestPipeline(
            RequestLimits requestLimits,
            TokenAuthenticator authenticator,
            Quotas quotas,
            RateLimiter rateLimiter,
            ReverseProxy proxy,
            OwnEndpoints ownEndpoints,
            RequestMetrics metrics) {
        this.requestLimits = requestLimits;
        this.authenticator = authenticator;
        this.quotas = quotas;
        this.rateLimiter = rateLimiter;
        this.proxy = proxy;
        this.ownEndpoints = ownEndpoints;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FILTER_PRIORITY);
    }

    /// Vert.x rejects some heads before any filter runs, such as one without `Host`. Quarkus would respond to
    /// those with the exception; this route comes before its handler of failures.
    void registerBadRequests(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.statusCode() == 400) {
                Responses.problem(context.request(), GatewayProblems.malformedHead());
            } else {
                context.next();
            }
        });
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        request.pause();
        metrics.start(context);
        var trace = TraceContext.of(request.headers());
        request.response().putHeader("X-Request-Id", trace.requestId());
        var violation = requestLimits.violation(request);
        if (violation.isPresent()) {
            Responses.problem(request, violation.get());
        } else if (!RequestLimits.METHODS.contains(request.method().name())) {
            Responses.methodNotAllowed(request, RequestLimits.METHODS);
        } else {
            switch (RequestTarget.of(request.path(), request.query())) {
                case RequestTarget.Rejected(var detail) ->
                    Responses.problem(request, GatewayProblems.badTarget(detail));
                case RequestTarget.Normalized target -> authenticate(new Step(context, request, target, trace));
            }
        }
    }

    private void authenticate(Step step) {
        authenticator
                .authenticate(step.request.headers().getAll(HttpHeaders.AUTHORIZATION))
                .onSuccess(authentication -> {
                    switch (authentication) {
                        case Authentication.Accepted(var caller) -> findRoute(step, caller);
                        case Authentication.Rejected(var reason) -> rejectToken(step, reason);
                        case Authentication.Unavailable() -> keysUnavailable(step);
                    }
                })
                .onFailure(failure -> keysUnavailable(step));
    }

    private void findRoute(Step step, Caller caller) {
        var found = routes.find(step.request.method().name(), step.target.path());
        found.ifPresent(route -> metrics.route(step.context, route.name()));
        if (found.isPresent() && found.get().destination().equals(new Own(Endpoint.HEALTH))) {
            // Kubernetes would restart the gateway or take it out of service if a health probe got 429.
            ownEndpoints.respond(Endpoint.HEALTH, step.context, step.target, step.trace);
            return;
        }
        var quotaName = found.map(Route::name).orElse("");
        limitRate(step, RateLimitKey.of(caller, address(step.request)), quotaName, () -> {
            if (found.isEmpty()) {
                Responses.problem(step.request, GatewayProblems.notFound());
            } else {
                authorize(step, caller, found.get());
            }
        });
    }

    /// A request with an invalid token is counted against its address: otherwise guessing tokens would be free.
    private void rejectToken(Step step, String reason) {
        limitRate(step, RateLimitKey.ofAddress(address(step.request)), "", () -> {
            challenge(step, "Bearer error=\"invalid_token\"");
            Responses.problem(step.request, GatewayProblems.unauthorized(reason));
        });
    }

    private void limitRate(Step step, String key, String route, Runnable next) {
        var quota = quotas.of(route);
        rateLimiter.take(key, quota).onSuccess(decision -> {
            RateLimitHeaders.write(step.request.response().headers(), quota, decision);
            if (decision.allowed()) {
                next.run();
            } else {
                var wait = decision.retryAfterSeconds();
                Responses.problem(step.request, GatewayProblems.tooManyRequests(wait), wait);
            }
        });
    }

    private void authorize(Step step, Caller caller, Route route) {
        if (route.access().admits(caller)) {
            dispatch(step, route);
        } else if (caller instanceof Caller.Anonymous) {
            challenge(step, "Bearer");
            var detail = "Send a valid token: Authorization: Bearer <JWT>.";
            Responses.problem(step.request, GatewayProblems.unauthorized(detail));
        } else {
            Responses.problem(step.request, GatewayProblems.forbidden());
        }
    }

    private void dispatch(Step step, Route route) {
        HttpServerRoute.update(Context.current(), HttpServerRouteSource.SERVER, route.path());
        switch (route.destination()) {
            case Destination.Upstream(var service) ->
                proxy.forward(new ForwardedRequest(
                        step.request, service, step.target.uri(), route.name(), route.trafficClass(), step.trace));
            case Own(var endpoint) -> ownEndpoints.respond(endpoint, step.context, step.target, step.trace);
        }
    }

    private static void keysUnavailable(Step step) {
        Responses.problem(step.request, GatewayProblems.keysUnavailable(), 1);
    }

    private static void challenge(Step step, String challenge) {
        step.request.response().putHeader("WWW-Authenticate", challenge);
    }

    private static String address(HttpServerRequest request) {
        var address = request.remoteAddress();
        return address == null || address.hostAddress() == null ? "unknown" : address.hostAddress();
    }

    /// What one step of a request hands to the next.
    ///
    /// @param request paused
    private record Step(
            RoutingContext context, HttpServerRequest request, RequestTarget.Normalized target, TraceContext trace) {}
}
