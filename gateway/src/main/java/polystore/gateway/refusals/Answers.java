package polystore.gateway.refusals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import polystore.platform.http.Problem;

/// Answers a request from the gateway itself, whatever is left of its body.
public final class Answers {

    /// How long a refused sender may go on sending before the connection is cut; without any wait the answer would be
    /// lost in a reset.
    private static final long LINGER_MS = 1_000;

    /// HTTP/2 announces a body by nothing; of these methods none has a meaning.
    private static final Set<HttpMethod> BODILESS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /// Sends the problem, unless an answer has begun already.
    public static void refuse(HttpServerRequest request, Problem problem) {
        send(request, problem.status(), Problem.MEDIA_TYPE, json(problem));
    }

    public static void refuse(HttpServerRequest request, Problem problem, long retryAfterSeconds) {
        if (!request.response().headWritten()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
        }
        refuse(request, problem);
    }

    /// Answers with a body of our own; HEAD gets its headers only.
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
            sent.onComplete(done -> linger(request));
        } else {
            request.resume();
        }
    }

    /// Whether the request announces a body.
    public static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return isHttp1(request)
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !BODILESS.contains(request.method());
    }

    public static boolean isHttp1(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2;
    }

    /// Reads and forgets what still comes, for a moment; then closes.
    public static void linger(HttpServerRequest request) {
        if (!isHttp1(request)) {
            request.response().reset(0);
            return;
        }
        var connection = request.connection();
        var context = Vertx.currentContext();
        if (context == null) {
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
            throw new IllegalStateException("a problem is made of text and numbers", e);
        }
    }
}
