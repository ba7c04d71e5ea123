package polystore.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;
import polystore.gateway.identity.Caller;
import polystore.gateway.identity.Identification;
import polystore.gateway.identity.Tokens;
import polystore.gateway.limits.Principal;
import polystore.gateway.limits.Quotas;
import polystore.gateway.limits.RateLimitHeaders;
import polystore.gateway.limits.RateLimits;
import polystore.gateway.limits.Sizes;
import polystore.gateway.proxy.Carriage;
import polystore.gateway.proxy.Carrier;
import polystore.gateway.proxy.Trace;
import polystore.gateway.refusals.Answers;
import polystore.gateway.refusals.Refusals;
import polystore.gateway.routing.Access;
import polystore.gateway.routing.Destination.At;
import polystore.gateway.routing.Destination.Itself;
import polystore.gateway.routing.Destination.Page;
import polystore.gateway.routing.Route;
import polystore.gateway.routing.RouteTable;
import polystore.gateway.routing.Target;

/// The way of every request: form, identity, quota, route, access; then it is carried to its service.
///
/// In this order, so that a request that is refused costs least, and a bad token is told from a missing right: 400,
/// 401, 429, 404, 403, as the services have it.
@Singleton
public class Door {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final Sizes sizes;
    private final Tokens tokens;
    private final Quotas quotas;
    private final RateLimits rateLimits;
    private final RouteTable routes = new RouteTable();
    private final Carrier carrier;

    public Door(Sizes sizes, Tokens tokens, Quotas quotas, RateLimits rateLimits, Carrier carrier) {
        this.sizes = sizes;
        this.tokens = tokens;
        this.quotas = quotas;
        this.rateLimits = rateLimits;
        this.carrier = carrier;
    }

    /// Answers the request in every case; `ownPages` answers what is neither carried nor refused.
    void enter(HttpServerRequest request, OwnPages ownPages) {
        request.pause();
        var trace = Trace.of(request.headers());
        request.response().putHeader("X-Request-Id", trace.requestId());
        var fault = sizes.fault(request);
        if (fault.isPresent()) {
            Answers.refuse(request, fault.get());
        } else if (!METHODS.contains(request.method().name())) {
            Answers.refuse(request, Refusals.method());
        } else {
            switch (Target.of(request.path(), request.query())) {
                case Target.Refused(var detail) -> Answers.refuse(request, Refusals.badTarget(detail));
                case Target.Clean target -> identify(new Visit(request, target, trace, ownPages));
            }
        }
    }

    private void identify(Visit visit) {
        tokens.identify(visit.request.headers().getAll(HttpHeaders.AUTHORIZATION))
                .onSuccess(identification -> {
                    switch (identification) {
                        case Identification.As(var caller) -> admit(visit, caller);
                        case Identification.Refused(var why) -> refuseToken(visit, why);
                        case Identification.Unavailable() ->
                            Answers.refuse(visit.request, Refusals.keysUnavailable(), 1);
                    }
                })
                .onFailure(failure -> Answers.refuse(visit.request, Refusals.keysUnavailable(), 1));
    }

    private void admit(Visit visit, Caller caller) {
        var found = routes.find(visit.request.method().name(), visit.target.path());
        if (found.isPresent() && found.get().to() instanceof Itself(var page) && page == Page.HEALTH) {
            // Who asks whether we live must not be told that he asks too often.
            visit.ownPages.answer(page, visit.request, visit.target, visit.trace);
            return;
        }
        var quotaOf = found.map(Route::name).orElse("");
        counted(visit, Principal.of(caller, address(visit.request)), quotaOf, () -> {
            if (found.isEmpty()) {
                Answers.refuse(visit.request, Refusals.notFound());
            } else {
                allow(visit, caller, found.get());
            }
        });
    }

    /// A wrong token costs a request too, of the address: else guessing would be free.
    private void refuseToken(Visit visit, String why) {
        counted(visit, Principal.ofAddress(address(visit.request)), "", () -> {
            challenge(visit, "Bearer error=\"invalid_token\"");
            Answers.refuse(visit.request, Refusals.unidentified(why));
        });
    }

    private void counted(Visit visit, String principal, String route, Runnable within) {
        var quota = quotas.of(route);
        rateLimits.take(principal, quota).onSuccess(grant -> {
            RateLimitHeaders.write(visit.request.response().headers(), quota, grant);
            if (grant.allowed()) {
                within.run();
            } else {
                var wait = grant.retryAfterSeconds();
                Answers.refuse(visit.request, Refusals.tooMany(wait), wait);
            }
        });
    }

    private void allow(Visit visit, Caller caller, Route route) {
        if (admits(route.access(), caller)) {
            send(visit, route);
        } else if (caller instanceof Caller.Anonymous) {
            challenge(visit, "Bearer");
            Answers.refuse(visit.request, Refusals.unidentified("Send a valid token: Authorization: Bearer <JWT>."));
        } else {
            Answers.refuse(visit.request, Refusals.forbidden());
        }
    }

    private void send(Visit visit, Route route) {
        switch (route.to()) {
            case At(var service) ->
                carrier.carry(new Carriage(
                        visit.request, service, visit.target.uri(), route.name(), route.pace(), visit.trace));
            case Itself(var page) -> visit.ownPages.answer(page, visit.request, visit.target, visit.trace);
        }
    }

    private static boolean admits(Access access, Caller caller) {
        return switch (caller) {
            case Caller.Anonymous() -> access.admits(false, Set.of());
            case Caller.Known(var _, var roles) -> access.admits(true, roles);
        };
    }

    private static void challenge(Visit visit, String challenge) {
        visit.request.response().putHeader("WWW-Authenticate", challenge);
    }

    private static String address(HttpServerRequest request) {
        var address = request.remoteAddress();
        return address == null || address.hostAddress() == null ? "unknown" : address.hostAddress();
    }

    private record Visit(HttpServerRequest request, Target.Clean target, Trace trace, OwnPages ownPages) {}
}
