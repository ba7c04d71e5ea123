package polystore.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Streams the body of a request from the client to a service, no faster than the service reads it.
final class RequestBody {

    private final HttpServerRequest client;
    private final HttpClientRequest toService;
    private final long bytesMax;
    private final ExchangeTimeout timeout;
    private final Runnable onTooLarge;
    private long bytes;
    private boolean sent;
    private boolean stopped;

    /// @param bytesMax 0 for no limit
    /// @param onTooLarge called when the client sends more; it must call [#stop]
    RequestBody(
            HttpServerRequest client,
            HttpClientRequest toService,
            long bytesMax,
            ExchangeTimeout timeout,
            Runnable onTooLarge) {
        this.client = client;
        this.toService = toService;
        this.bytesMax = bytesMax;
        this.timeout = timeout;
        this.onTooLarge = onTooLarge;
    }

    void start() {
        if (!Responses.hasBody(client)) {
            sent = true;
            toService.end();
            client.resume();
            return;
        }
        if (!client.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            toService.setChunked(true);
        }
        if ("100-continue".equalsIgnoreCase(client.getHeader(HttpHeaders.EXPECT))) {
            client.response().writeContinue();
        }
        client.handler(this::send);
        client.endHandler(end -> {
            sent = true;
            if (!stopped) {
                timeout.activity();
                toService.end();
            }
        });
        client.resume();
    }

    /// Whether the whole body, if there is one, has been handed on.
    boolean isSent() {
        return sent;
    }

    /// Whether the client has not sent the whole body yet, and the service is ready to receive more.
    boolean waitsForClient() {
        return !sent && !toService.writeQueueFull();
    }

    /// Stops sending the body.
    void stop() {
        stopped = true;
    }

    private void send(Buffer chunk) {
        bytes += chunk.length();
        if (stopped) {
            return;
        }
        if (bytesMax > 0 && bytes > bytesMax) {
            onTooLarge.run();
            return;
        }
        timeout.activity();
        toService.write(chunk);
        if (toService.writeQueueFull()) {
            client.pause();
            toService.drainHandler(room -> client.resume());
        }
    }
}
