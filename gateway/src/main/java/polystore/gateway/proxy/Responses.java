package polystore.gateway.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import polystore.platform.http.Problem;

/// Responds to a request from the gateway itself, even while the client is still sending its body.
public final class Responses {

    /// How long a client may go on sending its body after the response, before the connection is closed. Closed at
    /// once, the connection would be reset and the response lost (RFC 9112 section 9.6).
    private static final long LINGER_MS = 1_000;

    /// An HTTP/2 head does not say whether a body follows; with these methods a body has no meaning.
    private static final Set<HttpMethod> WITHOUT_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Responses() {}

    /// Sends the problem, unless a response has been started.
    public static void problem(HttpServerRequest request, Problem problem) {
        send(request, problem.status(), Problem.MEDIA_TYPE, json(problem));
    }

    /// Sends the problem as HTTP/1.1, whatever the request says, and closes the connection: without a valid head nobody
    /// knows where the next request starts. Vert.x would copy the version of the request to the status line.
    public static void problemAndClose(HttpServerRequest request, Problem problem) {
        if (!isHttp1(request) || !(request.connection() instanceof HttpServerConnection connection)) {
            problem(request, problem);
            return;
        }
        var body = request.method().equals(HttpMethod.HEAD) ? Buffer.buffer() : json(problem);
        var response = new DefaultFullHttpResponse(
                io.netty.handler.codec.http.HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()),
                Unpooled.wrappedBuffer(body.getBytes()));
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaders.CONTENT_LENGTH, body.length())
                .set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        var _ = connection.channelHandlerContext().writeAndFlush(response);
        discardBodyAndClose(request);
    }

    public static void problem(HttpServerRequest request, Problem problem, long retryAfterSeconds) {
        if (!request.response().headWritten()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
        }
        problem(request, problem);
    }

    /// @param allowed the methods that the resource supports
    public static void methodNotAllowed(HttpServerRequest request, Collection<String> allowed) {
        var methods = String.join(", ", new TreeSet<>(allowed));
        request.response().putHeader(HttpHeaders.ALLOW, methods);
        problem(request, GatewayProblems.methodNotAllowed(methods));
    }

    /// Sends a whole response; `HEAD` gets only its headers.
    public static void send(HttpServerRequest request, int status, String mediaType, Buffer body) {
        var response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        var unread = hasBody(request) && !request.isEnded();
        if (unread && isHttp1(request)) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        var sent = request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
        if (unread) {
            sent.onComplete(done -> discardBodyAndClose(request));
        } else {
            request.resume();
        }
    }

    /// Sends 304 with the headers that the response already has.
    public static void notModified(HttpServerRequest request) {
        request.response().setStatusCode(304).end();
        request.resume();
    }

    /// Whether the head of the request declares a body.
    public static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return isHttp1(request)
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !WITHOUT_BODY.contains(request.method());
    }

    public static boolean isHttp1(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2;
    }

    /// Reads and discards the rest of the body for a moment, then closes the connection or stream.
    public static void discardBodyAndClose(HttpServerRequest request) {
        if (!isHttp1(request)) {
            request.response().reset(0);
            return;
        }
        var connection = request.connection();
        var context = Vertx.currentContext();
        if (context == null || request.isEnded()) {
            connection.close();
            return;
        }
        context.owner().setTimer(LINGER_MS, late -> connection.close());
        request.handler(ignored -> {}).endHandler(all -> connection.close()).resume();
    }

    private static Buffer json(Problem problem) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem consists of text and numbers, which always become JSON", e);
        }
    }
}
