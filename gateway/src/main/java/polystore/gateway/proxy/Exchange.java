package polystore.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import polystore.gateway.routing.TrafficClass;

/// One attempt to forward a request: the client's body streams to the service while the response streams back, each
/// with back-pressure from its reader.
///
/// A failure on one side is passed on to the other at once: when the client disconnects, the request to the service
/// is reset; when the service fails within a response, the client's connection is cut, so that half a response never
/// looks complete.
final class Exchange {

    private static final int SERVICE_UNAVAILABLE = 503;

    private final HttpServerRequest client;
    private final HttpServerResponse toClient;
    private final HttpClientRequest toService;
    private final ForwardedRequest request;
    private final boolean retriesElsewhere;
    private final ExchangeTimeout timeout;
    private final RequestBody body;
    private final Listener listener;
    private boolean responseStarted;
    private boolean clientWasSlow;
    private boolean over;

    private Exchange(
            Vertx vertx,
            ForwardedRequest request,
            HttpClientRequest toService,
            ProxyConfig.Traffic limits,
            boolean retriesElsewhere,
            Listener listener) {
        this.client = request.client();
        this.toClient = client.response();
        this.toService = toService;
        this.request = request;
        this.retriesElsewhere = retriesElsewhere;
        this.listener = listener;
        this.timeout = new ExchangeTimeout(vertx, limits, this::timedOut);
        this.body = new RequestBody(
                client, toService, limits.requestBytesMax(), timeout, () -> abort(Outcome.BODY_TOO_LARGE));
    }

    /// Called once with the outcome. Unless `responseStarted`, the client has received nothing and waits for a
    /// response.
    interface Listener {
        void ended(Outcome outcome, boolean responseStarted);
    }

    /// @param retriesElsewhere whether another instance can take the request if this one responds 503
    static void start(
            Vertx vertx,
            ForwardedRequest request,
            HttpClientRequest toService,
            ProxyConfig.Traffic limits,
            boolean retriesElsewhere,
            Listener listener) {
        var exchange = new Exchange(vertx, request, toService, limits, retriesElsewhere, listener);
        exchange.listen();
        ProxyHeaders.toService(request.client(), request.trace(), toService.headers());
        exchange.body.start();
    }

    private void listen() {
        toClient.closeHandler(closed -> abort(Outcome.CLIENT_DISCONNECTED));
        toClient.exceptionHandler(broken -> abort(Outcome.CLIENT_DISCONNECTED));
        client.exceptionHandler(broken -> abort(Outcome.CLIENT_DISCONNECTED));
        toService.exceptionHandler(broken -> {});
        toService.response().onComplete(head -> {
            if (head.succeeded()) {
                onResponse(head.result());
            } else {
                abort(Outcome.CONNECTION_LOST);
            }
        });
    }

    private void onResponse(HttpClientResponse response) {
        if (over) {
            return;
        }
        if (response.statusCode() == SERVICE_UNAVAILABLE && retriesElsewhere) {
            // The usual response of an instance that is shutting down.
            response.exceptionHandler(reset -> {});
            abort(Outcome.SERVER_ERROR);
            return;
        }
        responseStarted = true;
        timeout.activity();
        if (request.trafficClass() == TrafficClass.STREAM) {
            timeout.disableIdleTimeout();
        }
        writeHead(response);
        response.exceptionHandler(broken -> abort(Outcome.CONNECTION_LOST));
        response.handler(chunk -> onResponseChunk(response, chunk));
        response.endHandler(end -> onResponseEnd(response));
    }

    private void writeHead(HttpClientResponse response) {
        toClient.setStatusCode(response.statusCode()).setStatusMessage(response.statusMessage());
        ProxyHeaders.toClient(response.headers(), toClient.headers());
        if (!body.isSent() && Responses.isHttp1(client)) {
            toClient.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (mayHaveBody(response) && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            toClient.setChunked(true);
            switch (request.trafficClass()) {
                // The head would otherwise be sent with the first bytes of the body, which may be long in coming.
                case STREAM, BULK -> toClient.writeHead();
                case INTERACTIVE, REPORT -> {}
            }
        }
    }

    private void onResponseChunk(HttpClientResponse response, Buffer chunk) {
        if (over) {
            return;
        }
        timeout.activity();
        toClient.write(chunk);
        if (toClient.writeQueueFull()) {
            clientWasSlow = true;
            response.pause();
            toClient.drainHandler(room -> {
                timeout.activity();
                response.resume();
            });
        }
    }

    private void onResponseEnd(HttpClientResponse response) {
        if (over) {
            return;
        }
        end(Outcome.ofStatus(response.statusCode()));
        if (!response.trailers().isEmpty() && toClient.isChunked()) {
            toClient.trailers().addAll(response.trailers());
        }
        var sent = toClient.end();
        if (!body.isSent()) {
            // The service responded before it had the whole body, most likely with a refusal: the rest is not sent.
            toService.reset();
            sent.onComplete(done -> Responses.discardBodyAndClose(client));
        }
    }

    private boolean mayHaveBody(HttpClientResponse response) {
        return !client.method().equals(HttpMethod.HEAD) && response.statusCode() != 204 && response.statusCode() != 304;
    }

    private void timedOut() {
        abort(clientIsSlow() ? Outcome.CLIENT_TIMEOUT : Outcome.UPSTREAM_TIMEOUT);
    }

    /// Whether the exchange waits for the client: to send the rest of its body, or to read what it has been sent.
    private boolean clientIsSlow() {
        // At the end of the total time the queue may be empty by chance, although the client was slow all the time.
        var doesNotRead = timeout.isIdle() ? toClient.writeQueueFull() : clientWasSlow;
        return body.waitsForClient() || (responseStarted && doesNotRead);
    }

    private void abort(Outcome outcome) {
        if (over) {
            return;
        }
        end(outcome);
        toService.reset();
        if (responseStarted) {
            toClient.reset();
        }
    }

    private void end(Outcome outcome) {
        over = true;
        body.stop();
        timeout.cancel();
        listener.ended(outcome, responseStarted);
    }
}
