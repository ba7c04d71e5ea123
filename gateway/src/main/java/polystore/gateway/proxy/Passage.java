package polystore.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import polystore.gateway.refusals.Answers;
import polystore.gateway.routing.Pace;

/// One attempt: the client's body flows to the service while the answer flows back, each as fast as its reader takes
/// it.
///
/// Whatever breaks on one side is passed to the other at once: a client that leaves resets the request, a service that
/// dies in the middle of an answer cuts the client's connection, so that half an answer never looks whole.
final class Passage {

    private final HttpServerRequest client;
    private final HttpServerResponse answer;
    private final HttpClientRequest service;
    private final Carriage carriage;
    private final CarryingConfig.Bounds bounds;
    private final Patience patience;
    private final End told;
    private boolean answering;
    private long bodyBytes;
    private boolean bodySent;
    private boolean over;

    private Passage(Vertx vertx, Carriage carriage, HttpClientRequest service, CarryingConfig.Bounds bounds, End end) {
        this.client = carriage.client();
        this.answer = client.response();
        this.service = service;
        this.carriage = carriage;
        this.bounds = bounds;
        this.told = end;
        this.patience = new Patience(vertx, bounds, this::ranOut);
    }

    /// Told once how the attempt ended; unless `answering` had begun, the client still waits for an answer.
    interface End {
        void ended(Ending ending, boolean answering);
    }

    static void begin(
            Vertx vertx, Carriage carriage, HttpClientRequest service, CarryingConfig.Bounds bounds, End end) {
        var passage = new Passage(vertx, carriage, service, bounds, end);
        passage.watch();
        passage.sendHead();
        passage.sendBody();
    }

    private void watch() {
        answer.closeHandler(closed -> breakOff(Ending.CLIENT_LEFT));
        answer.exceptionHandler(broken -> breakOff(Ending.CLIENT_LEFT));
        client.exceptionHandler(broken -> breakOff(Ending.CLIENT_LEFT));
        service.exceptionHandler(broken -> {});
        service.response().onComplete(head -> {
            if (head.succeeded()) {
                answerHead(head.result());
            } else {
                breakOff(Ending.BROKEN);
            }
        });
    }

    private void sendHead() {
        Headers.forService(client, carriage.trace(), service.headers());
        if (Answers.hasBody(client) && !client.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            service.setChunked(true);
        }
    }

    private void sendBody() {
        if (!Answers.hasBody(client)) {
            bodySent = true;
            service.end();
            client.resume();
            return;
        }
        if ("100-continue".equalsIgnoreCase(client.getHeader(HttpHeaders.EXPECT))) {
            answer.writeContinue();
        }
        client.handler(this::sendChunk);
        client.endHandler(all -> {
            bodySent = true;
            if (!over) {
                patience.moved();
                service.end();
            }
        });
        client.resume();
    }

    private void sendChunk(Buffer chunk) {
        bodyBytes += chunk.length();
        if (over) {
            return;
        }
        if (bounds.bodyMax() > 0 && bodyBytes > bounds.bodyMax()) {
            breakOff(Ending.BODY_TOO_LARGE);
            return;
        }
        patience.moved();
        service.write(chunk);
        if (service.writeQueueFull()) {
            client.pause();
            service.drainHandler(room -> client.resume());
        }
    }

    private void answerHead(HttpClientResponse from) {
        if (over) {
            return;
        }
        answering = true;
        patience.moved();
        if (carriage.pace() == Pace.STREAM) {
            patience.allowSilence();
        }
        answer.setStatusCode(from.statusCode()).setStatusMessage(from.statusMessage());
        Headers.forClient(from.headers(), answer.headers());
        if (!bodySent && Answers.isHttp1(client)) {
            answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (mayHaveBody(from) && !from.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            answer.setChunked(true);
            if (carriage.pace() == Pace.STREAM || carriage.pace() == Pace.IMPORT) {
                // Or the head would wait for the first event.
                answer.writeHead();
            }
        }
        from.exceptionHandler(broken -> breakOff(Ending.BROKEN));
        from.handler(chunk -> answerChunk(from, chunk));
        from.endHandler(all -> answerEnd(from));
    }

    private void answerChunk(HttpClientResponse from, Buffer chunk) {
        if (over) {
            return;
        }
        patience.moved();
        answer.write(chunk);
        if (answer.writeQueueFull()) {
            from.pause();
            answer.drainHandler(room -> {
                patience.moved();
                from.resume();
            });
        }
    }

    private void answerEnd(HttpClientResponse from) {
        if (over) {
            return;
        }
        end(Ending.ANSWERED);
        if (!from.trailers().isEmpty() && answer.isChunked()) {
            answer.trailers().addAll(from.trailers());
        }
        var sent = answer.end();
        if (!bodySent) {
            // Answered before all was read, a refusal most likely: the rest of the body belongs to nobody.
            service.reset();
            sent.onComplete(done -> Answers.linger(client));
        }
    }

    private boolean mayHaveBody(HttpClientResponse from) {
        return !client.method().equals(HttpMethod.HEAD) && from.statusCode() != 204 && from.statusCode() != 304;
    }

    private void ranOut() {
        var clientIsSlow = !bodySent && bounds.silence().toMillis() > 0 && !service.writeQueueFull();
        breakOff(clientIsSlow ? Ending.CLIENT_SLOW : Ending.TIMED_OUT);
    }

    private void breakOff(Ending ending) {
        if (over) {
            return;
        }
        end(ending);
        service.reset();
        if (answering) {
            answer.reset();
        }
    }

    private void end(Ending ending) {
        over = true;
        patience.stop();
        told.ended(ending, answering);
    }
}
