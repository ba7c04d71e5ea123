package polystore.gateway.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.gateway.routing.Service;
import polystore.platform.http.Problem;

/// Forwards requests to the services: picks an instance, retries once where the [RetryPolicy] allows it, and responds
/// with a problem when no instance does.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.gateway.forwarded` | `route`, `outcome` | time of a forwarded request; `outcome` tells which side
/// failed |
/// | `polystore.gateway.retries` | `service` | second attempts after a first one without a response |
@Singleton
public class ReverseProxy {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Vertx vertx;
    private final Upstreams upstreams;
    private final ProxyConfig config;
    private final MeterRegistry meters;
    private final Map<Forwarded, Timer> forwarded = new ConcurrentHashMap<>();

    public ReverseProxy(Vertx vertx, Upstreams upstreams, ProxyConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.upstreams = upstreams;
        this.config = config;
        this.meters = meters;
        // Counters exist from the start, so that their first increment is seen as one.
        for (var service : Service.values()) {
            retries(service);
        }
    }

    /// The client gets a response in every case, unless it disconnects.
    public void forward(ForwardedRequest request) {
        var bytesMax = limits(request).requestBytesMax();
        var upstream = upstreams.of(request.service());
        if (bytesMax > 0 && declaredBytes(request.client()) > bytesMax) {
            Responses.problem(request.client(), GatewayProblems.bodyTooLarge(bytesMax));
        } else if (upstream.bulkhead(request.trafficClass()).tryAcquire()) {
            attempt(new Forwarding(request, upstream, System.nanoTime()), null);
        } else {
            unavailable(request, GatewayProblems.serviceBusy(request.service().label()));
        }
    }

    /// @param failed the instance of the first attempt; null in the first attempt
    private void attempt(Forwarding forwarding, @Nullable UpstreamInstance failed) {
        var request = forwarding.request;
        var picked = forwarding.upstream.pick(System.currentTimeMillis(), failed);
        if (picked.isEmpty()) {
            complete(forwarding, "no_instance");
            unavailable(
                    request,
                    GatewayProblems.serviceUnavailable(request.service().label()));
            return;
        }
        var instance = picked.get();
        instance.started();
        var options = instance.options().setMethod(request.client().method()).setURI(request.uri());
        upstreams.client().request(options).onComplete(connected -> {
            if (connected.succeeded()) {
                exchange(forwarding, instance, connected.result(), failed == null);
            } else {
                // Nothing has been sent, so a retry is safe for every method.
                retryOrFail(forwarding, instance, Outcome.CONNECT_FAILED, failed == null);
            }
        });
    }

    private void exchange(
            Forwarding forwarding, UpstreamInstance instance, HttpClientRequest toService, boolean firstAttempt) {
        var request = forwarding.request;
        var retryAllowed = firstAttempt && RetryPolicy.allows(request.client());
        var elsewhere = retryAllowed && forwarding.upstream.hasAlternativeTo(instance);
        Exchange.start(vertx, request, toService, limits(request), elsewhere, (outcome, responseStarted) -> {
            if (responseStarted) {
                instance.ended(outcome);
                complete(forwarding, outcome.label());
            } else {
                var retry = switch (outcome) {
                    case CONNECTION_LOST -> retryAllowed;
                    // Reported without a started response only where another instance may be tried.
                    case SERVER_ERROR -> true;
                    default -> false;
                };
                retryOrFail(forwarding, instance, outcome, retry);
            }
        });
    }

    /// The client has not received anything yet.
    private void retryOrFail(Forwarding forwarding, UpstreamInstance instance, Outcome outcome, boolean retry) {
        instance.ended(outcome);
        if (retry) {
            retries(forwarding.request.service()).increment();
            attempt(forwarding, instance);
        } else {
            complete(forwarding, outcome.label());
            fail(forwarding.request, outcome);
        }
    }

    private Counter retries(Service service) {
        return meters.counter("polystore.gateway.retries", "service", service.label());
    }

    private void complete(Forwarding forwarding, String outcome) {
        var request = forwarding.request;
        forwarding.upstream.bulkhead(request.trafficClass()).release();
        forwarded
                .computeIfAbsent(new Forwarded(request.route(), outcome), this::timer)
                .record(System.nanoTime() - forwarding.startNanos, TimeUnit.NANOSECONDS);
    }

    /// The labels of a timer.
    private record Forwarded(String route, String outcome) {}

    private Timer timer(Forwarded of) {
        return meters.timer("polystore.gateway.forwarded", "route", of.route, "outcome", of.outcome);
    }

    private void fail(ForwardedRequest request, Outcome outcome) {
        var client = request.client();
        var service = request.service().label();
        switch (outcome) {
            case UPSTREAM_TIMEOUT -> unavailable(request, GatewayProblems.serviceTimeout(service));
            case CONNECT_FAILED, SERVER_ERROR -> unavailable(request, GatewayProblems.serviceUnavailable(service));
            case CONNECTION_LOST ->
                unavailable(
                        request,
                        RetryPolicy.isIdempotent(client)
                                ? GatewayProblems.serviceUnavailable(service)
                                : GatewayProblems.responseLost(service));
            case CLIENT_TIMEOUT -> Responses.problem(client, GatewayProblems.requestTimeout());
            case BODY_TOO_LARGE ->
                Responses.problem(
                        client, GatewayProblems.bodyTooLarge(limits(request).requestBytesMax()));
            case CLIENT_DISCONNECTED, COMPLETED -> {}
        }
    }

    private static void unavailable(ForwardedRequest request, Problem problem) {
        Responses.problem(request.client(), problem, RETRY_AFTER_SECONDS);
    }

    private ProxyConfig.Traffic limits(ForwardedRequest request) {
        return Objects.requireNonNull(
                config.traffic().get(request.trafficClass()), "application.properties configures every traffic class");
    }

    private static long declaredBytes(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    /// @param startNanos when the gateway began to forward the request
    private record Forwarding(ForwardedRequest request, Upstream upstream, long startNanos) {}
}
