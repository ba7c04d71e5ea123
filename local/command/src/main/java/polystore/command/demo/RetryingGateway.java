package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;

/// Calls the gateway as different callers, and repeats a call that was answered with 429 or 503 after `Retry-After`.
///
/// Only for idempotent calls, because a call whose response is lost is repeated.
public final class RetryingGateway {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    /// Longest total wait before the call fails: a longer outage is a fault.
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private static final Duration LOST_PAUSE = Duration.ofMillis(500);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String address;
    private final TokenCache tokens;
    private final Pause pause;

    /// @param address such as `http://127.0.0.1:8080`
    public RetryingGateway(String address, TokenCache tokens, Pause pause) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .build();
        this.address = address;
        this.tokens = tokens;
        this.pause = pause;
    }

    /// @throws IllegalStateException when there is no response; the message says how to start the stack
    public void requireReachable() {
        try {
            client.send(request(null, "/q/health").build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException("No response from " + address + ". Start the stack with ./polystore up", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public Answer get(Caller as, String path) {
        return ask(request(as, path).GET().build());
    }

    /// @param body maps, lists or records, written as JSON
    public Answer post(Caller as, String path, Object body, Map<String, String> headers) {
        return ask(with(request(as, path), headers).POST(json(body)).build());
    }

    public Answer put(Caller as, String path, Object body, Map<String, String> headers) {
        return ask(with(request(as, path), headers).PUT(json(body)).build());
    }

    private HttpRequest.Builder request(@Nullable Caller as, String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .header("Accept", "application/json");
        return as == null ? request : request.header("Authorization", "Bearer " + tokens.of(as));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, Map<String, String> headers) {
        request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofByteArray(ContractJson.encode(body));
    }

    private Answer ask(HttpRequest request) {
        var waited = Duration.ZERO;
        while (true) {
            var response = send(request, waited);
            if (response != null && !retryable(response)) {
                return answer(response);
            }
            var wait = response == null ? LOST_PAUSE : retryAfter(response);
            waited = waited.plus(wait);
            if (waited.compareTo(WAIT_MAX) > 0) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " was not answered within "
                        + WAIT_MAX.toSeconds() + " s"
                        + (response == null ? "" : ": " + answer(response).problem()));
            }
            pause.of(wait);
        }
    }

    /// Null when the connection broke and the call may be repeated.
    private @Nullable HttpResponse<byte[]> send(HttpRequest request, Duration waited) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            if (waited.plus(LOST_PAUSE).compareTo(WAIT_MAX) > 0) {
                throw new IllegalStateException("The gateway does not answer: " + e, e);
            }
            return null;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// A 409 with `Retry-After` is repeated too: the first request with this idempotency key is still running.
    private static boolean retryable(HttpResponse<byte[]> response) {
        return RETRYABLE.contains(response.statusCode())
                || response.headers().firstValue("Retry-After").isPresent();
    }

    private static Duration retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(DEFAULT_PAUSE);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var etag = response.headers().firstValue("ETag").orElse("");
        return new Answer(response.statusCode(), tree(response.body()), etag);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for the gateway", e);
    }
}
