package polystore.gateway.carrying;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.gateway.refusals.Answers;
import polystore.gateway.refusals.Refusals;
import polystore.gateway.routing.Pace;
import polystore.gateway.routing.Service;
import polystore.http.Problem;

/// Carries requests to the services: picks an instance, tries a second one where that is safe, and says what happened.
@Singleton
public class Carrier {

    /// RFC 9110 section 9.2.2, as far as our routes know them.
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    /// How soon a service that is away may be back.
    private static final int RETRY_AFTER_SECONDS = 1;
    /// Answers may carry more headers than we let requests have.
    private static final int ANSWER_HEADER_BYTES_MAX = 64 * 1024;

    private final Vertx vertx;
    private final CarryingConfig config;
    private final MeterRegistry meters;
    private final HttpClient client;
    private final Map<Service, Upstream> upstreams;

    public Carrier(Vertx vertx, CarryingConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.meters = meters;
        client = vertx.createHttpClient(options(config));
        upstreams = Arrays.stream(Service.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), s -> new Upstream(s, config)));
        upstreams.values().forEach(this::measure);
    }

    /// Answers the carriage's client in every case.
    public void carry(Carriage carriage) {
        var bodyMax = config.pace().get(carriage.pace()).bodyMax();
        if (bodyMax > 0 && announcedBytes(carriage.client()) > bodyMax) {
            Answers.refuse(carriage.client(), Refusals.bodyTooLarge(bodyMax));
            return;
        }
        var upstream = upstreams.get(carriage.service());
        if (upstream.bulkhead(carriage.pace()).enter()) {
            attempt(new Errand(carriage, upstream), null);
        } else {
            refuse(carriage, Refusals.serviceBusy(carriage.service().label()));
        }
    }

    /// The instances of a service, for those who ask after their health.
    List<Instance> instances(Service service) {
        return upstreams.get(service).instances();
    }

    HttpClient client() {
        return client;
    }

    /// @param failed the instance of the first attempt, null for the first attempt
    private void attempt(Errand errand, @Nullable Instance failed) {
        var carriage = errand.carriage;
        var picked = errand.upstream.pick(System.currentTimeMillis(), failed);
        if (picked.isEmpty()) {
            finish(errand, "refused");
            refuse(carriage, Refusals.serviceAway(carriage.service().label()));
            return;
        }
        var instance = picked.get();
        instance.begin();
        var options = instance.options().setMethod(carriage.client().method()).setURI(carriage.uri());
        client.request(options).onComplete(request -> {
            if (request.succeeded()) {
                pass(errand, instance, request.result(), failed == null);
            } else {
                // Nothing has been sent, so trying again is safe for every method.
                again(errand, instance, Ending.BROKEN, failed == null);
            }
        });
    }

    private void pass(Errand errand, Instance instance, HttpClientRequest request, boolean first) {
        var carriage = errand.carriage;
        Passage.begin(vertx, carriage, request, config.pace().get(carriage.pace()), (ending, answering) -> {
            var mayRepeat = first && ending == Ending.BROKEN && !answering && isRepeatable(carriage.client());
            if (mayRepeat) {
                again(errand, instance, ending, true);
            } else {
                conclude(errand, instance, ending, answering);
            }
        });
    }

    private void again(Errand errand, Instance instance, Ending ending, boolean first) {
        if (first) {
            instance.end();
            ending.tell(instance.breaker(), System.currentTimeMillis());
            meters.counter(
                            "gateway.retries",
                            "service",
                            errand.carriage.service().label())
                    .increment();
            attempt(errand, instance);
        } else {
            conclude(errand, instance, ending, false);
        }
    }

    private void conclude(Errand errand, Instance instance, Ending ending, boolean answering) {
        instance.end();
        ending.tell(instance.breaker(), System.currentTimeMillis());
        finish(errand, ending.label());
        if (!answering) {
            explain(errand.carriage, ending);
        }
    }

    private void explain(Carriage carriage, Ending ending) {
        var service = carriage.service().label();
        switch (ending) {
            case TIMED_OUT -> refuse(carriage, Refusals.serviceTimeout(service));
            case BROKEN ->
                refuse(
                        carriage,
                        IDEMPOTENT.contains(carriage.client().method().name())
                                ? Refusals.serviceAway(service)
                                : Refusals.serviceBroke(service));
            case CLIENT_SLOW -> Answers.refuse(carriage.client(), Refusals.slowRequest());
            case BODY_TOO_LARGE ->
                Answers.refuse(
                        carriage.client(),
                        Refusals.bodyTooLarge(config.pace().get(carriage.pace()).bodyMax()));
            case CLIENT_LEFT, ANSWERED -> {}
        }
    }

    private static void refuse(Carriage carriage, Problem problem) {
        Answers.refuse(carriage.client(), problem, RETRY_AFTER_SECONDS);
    }

    private void finish(Errand errand, String ending) {
        var carriage = errand.carriage;
        errand.upstream.bulkhead(carriage.pace()).leave();
        meters.timer("gateway.carried", "route", carriage.route(), "ending", ending)
                .record(Duration.ofNanos(System.nanoTime() - errand.startNanos));
    }

    /// Repeating cannot do harm, and nothing of a body is used up.
    private static boolean isRepeatable(HttpServerRequest request) {
        return IDEMPOTENT.contains(request.method().name()) && !Answers.hasBody(request);
    }

    private static long announcedBytes(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private void measure(Upstream upstream) {
        for (var pace : List.of(Pace.PROMPT, Pace.IMPORT)) {
            meters.gauge(
                    "gateway.under.way",
                    Tags.of("service", upstream.service().label(), "kind", pace.name()),
                    upstream.bulkhead(pace),
                    Bulkhead::inside);
        }
    }

    /// Vert.x prefers a pooled connection of the event loop that asks, and opens one there before it borrows another's.
    private static HttpClientOptions options(CarryingConfig config) {
        var connectionsMax = config.exchangesMax() + config.longExchangesMax();
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                .setConnectTimeout((int) config.connect().toMillis())
                .setMaxPoolSize(connectionsMax)
                .setMaxWaitQueueSize(connectionsMax)
                .setMaxHeaderSize(ANSWER_HEADER_BYTES_MAX)
                .setTcpNoDelay(true);
    }

    /// @param startNanos when the request came to us
    private record Errand(Carriage carriage, Upstream upstream, long startNanos) {
        Errand(Carriage carriage, Upstream upstream) {
            this(carriage, upstream, System.nanoTime());
        }
    }
}
