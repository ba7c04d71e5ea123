package polystore.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.gateway.routing.Service;
import polystore.gateway.routing.TrafficClass;

/// The gateway's own requests to a service, with a response small enough to hold in memory. They pass the same circuit
/// breakers and bulkheads as forwarded requests.
@Singleton
public class UpstreamClient {

    private static final int RESPONSE_BYTES_MAX = 4 * 1024 * 1024;

    private final Upstreams upstreams;

    public UpstreamClient(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /// A request that may be repeated.
    ///
    /// @param body null for none
    /// @param timeout of one attempt
    public record Request(
            Service service,
            HttpMethod method,
            String uri,
            Map<String, String> headers,
            @Nullable Buffer body,
            Duration timeout) {

        public static Request get(Service service, String uri, Map<String, String> headers, Duration timeout) {
            return new Request(service, HttpMethod.GET, uri, headers, null, timeout);
        }
    }

    /// @param mediaType as the service names it
    /// @param body at most 4 MiB
    public record Response(int status, String mediaType, Buffer body) {}

    /// @param address of an instance
    public record Readiness(String address, boolean ready) {}

    /// @param address of an instance
    /// @param response with health checks; null without one in time
    public record Health(String address, @Nullable Response response) {}

    /// The service has as many requests in flight as its bulkhead allows.
    public static final class BusyException extends IOException {

        private static final long serialVersionUID = 1L;

        private BusyException(Service service) {
            super("The bulkhead of the " + service.label() + " service is full");
        }
    }

    /// Asks an instance of the service, and another one if the first does not respond; fails when neither responds in
    /// time, and with a [BusyException] without asking.
    public Future<Response> send(Request request) {
        var upstream = upstreams.of(request.service());
        var bulkhead = upstream.bulkhead(TrafficClass.INTERACTIVE);
        return bulkhead.tryAcquire()
                ? attempt(upstream, request, null).onComplete(done -> bulkhead.release())
                : Future.failedFuture(new BusyException(request.service()));
    }

    /// Asks every instance whether it is ready; never fails.
    public Future<List<Readiness>> readiness(Service service, Duration timeout) {
        return health(service, "/q/health/ready", timeout)
                .map(all -> all.stream().map(UpstreamClient::readiness).toList());
    }

    /// Asks every instance for the health checks at a path, such as those of its readiness; never fails.
    public Future<List<Health>> health(Service service, String path, Duration timeout) {
        var request = Request.get(service, path, Map.of(), timeout);
        var asked = upstreams.of(service).instances().stream()
                .map(instance -> exchange(instance, request)
                        .map(response -> new Health(instance.address().toString(), response))
                        .otherwise(new Health(instance.address().toString(), null)))
                .toList();
        return Future.all(asked).map(all -> all.list());
    }

    private static Readiness readiness(Health health) {
        var response = health.response();
        return new Readiness(health.address(), response != null && response.status() == 200);
    }

    private Future<Response> attempt(Upstream upstream, Request request, @Nullable UpstreamInstance failed) {
        var picked = upstream.pick(System.currentTimeMillis(), failed);
        if (picked.isEmpty()) {
            return Future.failedFuture(new IOException("No instance of the service is available"));
        }
        var instance = picked.get();
        instance.started();
        return exchange(instance, request)
                .onSuccess(response -> instance.ended(Outcome.ofStatus(response.status())))
                .recover(broken -> {
                    instance.ended(Outcome.CONNECTION_LOST);
                    return failed == null ? attempt(upstream, request, instance) : Future.failedFuture(broken);
                });
    }

    private Future<Response> exchange(UpstreamInstance instance, Request request) {
        var timeoutMs = request.timeout().toMillis();
        var options = instance.options()
                .setMethod(request.method())
                .setURI(request.uri())
                .setIdleTimeout(timeoutMs);
        request.headers().forEach(options::putHeader);
        var body = request.body();
        return upstreams
                .client()
                .request(options)
                .compose(sending -> body == null ? sending.send() : sending.send(body))
                .compose(UpstreamClient::collect)
                .timeout(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private static Future<Response> collect(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > RESPONSE_BYTES_MAX) {
                response.request().reset();
            }
        });
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        return response.end()
                .map(end ->
                        new Response(response.statusCode(), type == null ? "application/octet-stream" : type, body));
    }
}
