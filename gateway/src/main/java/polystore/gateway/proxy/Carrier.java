package polystore.gateway.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.gateway.refusals.Answers;
import polystore.gateway.refusals.Refusals;
import polystore.platform.http.Problem;

/// Carries requests to the services: picks an instance, tries a second one where that is safe, and says what happened.
@Singleton
public class Carrier {

    /// RFC 9110 section 9.2.2, as far as our routes know them.
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    /// How soon a service that is away may be back.
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Vertx vertx;
    private final Fleet fleet;
    private final CarryingConfig config;
    private final MeterRegistry meters;

    public Carrier(Vertx vertx, Fleet fleet, CarryingConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.fleet = fleet;
        this.config = config;
        this.meters = meters;
    }

    /// Answers the carriage's client in every case.
    public void carry(Carriage carriage) {
        var bodyMax = bounds(carriage).bodyMax();
        var upstream = fleet.upstream(carriage.service());
        if (bodyMax > 0 && announcedBytes(carriage.client()) > bodyMax) {
            Answers.refuse(carriage.client(), Refusals.bodyTooLarge(bodyMax));
        } else if (upstream.bulkhead(carriage.pace()).enter()) {
            attempt(new Errand(carriage, upstream, System.nanoTime()), null);
        } else {
            refuse(carriage, Refusals.serviceBusy(carriage.service().label()));
        }
    }

    /// @param failed the instance of the first attempt, null for the first attempt
    private void attempt(Errand errand, @Nullable Instance failed) {
        var carriage = errand.carriage;
        var picked = errand.upstream.pick(System.currentTimeMillis(), failed);
        if (picked.isEmpty()) {
            finish(errand, "no_instance");
            refuse(carriage, Refusals.serviceAway(carriage.service().label()));
            return;
        }
        var instance = picked.get();
        instance.begin();
        var options = instance.options().setMethod(carriage.client().method()).setURI(carriage.uri());
        fleet.client().request(options).onComplete(request -> {
            if (request.succeeded()) {
                pass(errand, instance, request.result(), failed == null);
            } else {
                // Nothing has been sent, so trying again is safe for every method.
                concludeOrRepeat(errand, instance, Ending.UNREACHED, failed == null);
            }
        });
    }

    private void pass(Errand errand, Instance instance, HttpClientRequest request, boolean first) {
        var carriage = errand.carriage;
        Passage.begin(vertx, carriage, request, bounds(carriage), (ending, answering) -> {
            if (answering) {
                conclude(errand, instance, ending);
            } else {
                var repeat = first && ending == Ending.BROKEN && isRepeatable(carriage.client());
                concludeOrRepeat(errand, instance, ending, repeat);
            }
        });
    }

    /// Nothing has been answered yet.
    private void concludeOrRepeat(Errand errand, Instance instance, Ending ending, boolean repeat) {
        if (repeat) {
            instance.end();
            instance.learn(ending);
            meters.counter(
                            "gateway.retries",
                            "service",
                            errand.carriage.service().label())
                    .increment();
            attempt(errand, instance);
        } else {
            conclude(errand, instance, ending);
            explain(errand.carriage, ending);
        }
    }

    private void conclude(Errand errand, Instance instance, Ending ending) {
        instance.end();
        instance.learn(ending);
        finish(errand, ending.label());
    }

    private void finish(Errand errand, String ending) {
        var carriage = errand.carriage;
        errand.upstream.bulkhead(carriage.pace()).leave();
        meters.timer("gateway.carried", "route", carriage.route(), "ending", ending)
                .record(Duration.ofNanos(System.nanoTime() - errand.startNanos));
    }

    private void explain(Carriage carriage, Ending ending) {
        var client = carriage.client();
        var service = carriage.service().label();
        switch (ending) {
            case TIMED_OUT -> refuse(carriage, Refusals.serviceTimeout(service));
            case UNREACHED -> refuse(carriage, Refusals.serviceAway(service));
            case BROKEN ->
                refuse(carriage, isIdempotent(client) ? Refusals.serviceAway(service) : Refusals.serviceBroke(service));
            case CLIENT_SLOW -> Answers.refuse(client, Refusals.slowRequest());
            case BODY_TOO_LARGE ->
                Answers.refuse(client, Refusals.bodyTooLarge(bounds(carriage).bodyMax()));
            case CLIENT_LEFT, ANSWERED -> {}
        }
    }

    private static void refuse(Carriage carriage, Problem problem) {
        Answers.refuse(carriage.client(), problem, RETRY_AFTER_SECONDS);
    }

    private CarryingConfig.Bounds bounds(Carriage carriage) {
        return Objects.requireNonNull(config.pace().get(carriage.pace()), "every pace is in application.properties");
    }

    /// Repeating cannot do harm, and nothing of a body is used up.
    private static boolean isRepeatable(HttpServerRequest request) {
        return isIdempotent(request) && !Answers.hasBody(request);
    }

    private static boolean isIdempotent(HttpServerRequest request) {
        return IDEMPOTENT.contains(request.method().name());
    }

    private static long announcedBytes(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    /// @param startNanos when the request came to us
    private record Errand(Carriage carriage, Upstream upstream, long startNanos) {}
}
