package polystore.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;
import polystore.gateway.routing.RequestTarget;

/// `GET /v1/traces`, for operators: the traces that the local stack keeps in memory. Without them the response is 404.
@Singleton
class KeptTraces {

    private static final int WAIT_MS = 2_000;
    private static final int CONNECTIONS_MAX = 4;

    private final Optional<String> url;
    private final HttpClient client;

    /// @param url the receiver that keeps the traces
    KeptTraces(@ConfigProperty(name = "polystore.traces.shown-url") Optional<String> url, Vertx vertx) {
        this.url = url;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_MAX)
                .setConnectTimeout(WAIT_MS)
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    void respond(HttpServerRequest request, RequestTarget.Normalized target) {
        if (url.isEmpty()) {
            Responses.problem(request, GatewayProblems.tracesNotKept());
            return;
        }
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url.get() + target.uri())
                .setIdleTimeout(WAIT_MS);
        client.request(options)
                .compose(sending -> sending.send())
                .compose(response -> response.body().map(body -> new Answer(response, body)))
                .timeout(WAIT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(answer -> answer.pass(request))
                .onFailure(failure -> Responses.problem(request, GatewayProblems.tracesUnavailable(), 1));
    }

    /// The receiver bounds the number of spans and thereby the body.
    private record Answer(HttpClientResponse response, Buffer body) {

        void pass(HttpServerRequest request) {
            if (response.statusCode() == 200) {
                request.response().putHeader("Cache-Control", "no-store");
                Responses.send(request, 200, "application/json", body);
            } else {
                Responses.problem(request, GatewayProblems.notFound());
            }
        }
    }
}
