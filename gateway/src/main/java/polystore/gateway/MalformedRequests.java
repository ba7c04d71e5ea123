package polystore.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.ProxyConfig;
import polystore.gateway.proxy.Responses;
import polystore.platform.http.Problem;

/// Responds with a problem to a request whose head the HTTP decoder refuses or whose HTTP version is unknown, which no
/// filter or route ever sees.
///
/// Vert.x has a handler for such requests, but Quarkus gives no access to it (quarkus issue 55082). A tracer is called
/// at the start of each request, before Vert.x chooses the handler, and can set it on the connection.
@Singleton
class MalformedRequests implements VertxOptionsCustomizer {

    private final ProxyConfig config;

    MalformedRequests(ProxyConfig config) {
        this.config = config;
    }

    /// Deprecated in favour of Vert.x' builder, which Quarkus keeps to itself.
    @Override
    @SuppressWarnings("deprecation")
    public void accept(VertxOptions options) {
        var traces = options.getTracingOptions();
        options.setTracingOptions(new TracingOptions().setFactory(ignored -> new ConnectionSetup(tracer(traces))));
    }

    /// The tracer that records spans when traces are on.
    @SuppressWarnings("unchecked") // a tracer gets back what it returned
    private static VertxTracer<@Nullable Object, @Nullable Object> tracer(@Nullable TracingOptions traces) {
        return traces == null || traces.getFactory() == null
                ? VertxTracer.NOOP
                : (VertxTracer<@Nullable Object, @Nullable Object>)
                        traces.getFactory().tracer(traces);
    }

    private void respond(HttpServerRequest request) {
        Responses.problemAndClose(request, problem(request.decoderResult().cause()));
    }

    private static void refuseVersion(HttpServerRequest request) {
        Responses.problemAndClose(request, GatewayProblems.versionNotSupported());
    }

    private Problem problem(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line ->
                GatewayProblems.uriTooLong(config.request().uriCharsMax());
            case TooLongHttpHeaderException header ->
                GatewayProblems.headersTooLarge(config.request().headerBytesMax());
            case null, default -> GatewayProblems.malformedRequest();
        };
    }

    private final class ConnectionSetup implements VertxTracer<@Nullable Object, @Nullable Object> {

        private final VertxTracer<@Nullable Object, @Nullable Object> traces;

        ConnectionSetup(VertxTracer<@Nullable Object, @Nullable Object> traces) {
            this.traces = traces;
        }

        @Override
        public <R> @Nullable Object receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Entry<String, String>> headers,
                TagExtractor<R> tagExtractor) {
            if (request instanceof HttpServerRequest http
                    && http.connection() instanceof HttpServerConnection connection) {
                connection.invalidRequestHandler(MalformedRequests.this::respond);
                if (http.version() == null) {
                    connection.handler(MalformedRequests::refuseVersion);
                }
            }
            return traces.receiveRequest(context, kind, policy, request, operation, headers, tagExtractor);
        }

        @Override
        public <R> void sendResponse(
                Context context,
                R response,
                @Nullable Object span,
                @Nullable Throwable failure,
                TagExtractor<R> tagExtractor) {
            traces.sendResponse(context, response, span, failure, tagExtractor);
        }

        @Override
        public <R> @Nullable Object sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tagExtractor) {
            return traces.sendRequest(context, kind, policy, request, operation, headers, tagExtractor);
        }

        @Override
        public <R> void receiveResponse(
                Context context,
                R response,
                @Nullable Object span,
                @Nullable Throwable failure,
                TagExtractor<R> tagExtractor) {
            traces.receiveResponse(context, response, span, failure, tagExtractor);
        }
    }
}
