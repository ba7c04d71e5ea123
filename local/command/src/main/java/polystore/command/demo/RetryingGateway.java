package polystore.command.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import polystore.command.seed.Gateway;
import polystore.contracts.ContractJson;

/// Calls the gateway as different callers, and repeats a call that was answered with 429 or 503 after `Retry-After`.
///
/// Only for idempotent calls, because a call whose response is lost is repeated.
public final class RetryingGateway {
    /// Longest total wait before the call fails: a longer outage is a fault.
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private static final Duration LOST_PAUSE = Duration.ofMillis(500);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway anonymous;
    private final TokenCache tokens;
    private final Pause pause;

    /// @param address such as `http://127.0.0.1:8080`
    public RetryingGateway(String address, TokenCache tokens, Pause pause) {
        this.anonymous = Gateway.of(address, "");
        this.tokens = tokens;
        this.pause = pause;
    }

    /// @throws IllegalStateException when there is no response; the message says how to start the stack
    public void requireReachable() {
        try {
            anonymous.get("/q/health");
        } catch (Gateway.Unanswered e) {
            throw new IllegalStateException(
                    "No response from " + anonymous.address() + ". Start the stack with ./polystore up", e);
        }
    }

    public Answer get(Caller as, String path) {
        return ask("GET " + path, () -> gateway(as).get(path));
    }

    /// @param body maps, lists or records, written as JSON
    public Answer post(Caller as, String path, Object body, Map<String, String> headers) {
        var json = json(body);
        return ask("POST " + path, () -> gateway(as).post(path, json, headers));
    }

    /// @param body maps, lists or records, written as JSON
    public Answer put(Caller as, String path, Object body, Map<String, String> headers) {
        var json = json(body);
        return ask("PUT " + path, () -> gateway(as).put(path, json, headers));
    }

    private Gateway gateway(Caller as) {
        return new Gateway(anonymous.client(), anonymous.address(), tokens.of(as));
    }

    private static String json(Object body) {
        return new String(ContractJson.encode(body), StandardCharsets.UTF_8);
    }

    private Answer ask(String call, Supplier<Gateway.Answer> request) {
        var waited = Duration.ZERO;
        while (true) {
            var response = send(request, waited);
            if (response != null && !retryable(response)) {
                return answer(response);
            }
            var wait = response == null ? LOST_PAUSE : retryAfter(response);
            waited = waited.plus(wait);
            if (waited.compareTo(WAIT_MAX) > 0) {
                throw new IllegalStateException(call + " was not answered within " + WAIT_MAX.toSeconds() + " s"
                        + (response == null ? "" : ": " + answer(response).problem()));
            }
            pause.of(wait);
        }
    }

    /// Null when the connection broke and the call may be repeated.
    private static Gateway.@Nullable Answer send(Supplier<Gateway.Answer> request, Duration waited) {
        try {
            return request.get();
        } catch (Gateway.Unanswered e) {
            if (waited.plus(LOST_PAUSE).compareTo(WAIT_MAX) > 0) {
                throw e;
            }
            return null;
        }
    }

    /// A 409 with `Retry-After` is repeated too: the first request with this idempotency key is still running.
    private static boolean retryable(Gateway.Answer response) {
        return RETRYABLE.contains(response.status()) || !response.retryAfter().isEmpty();
    }

    private static Duration retryAfter(Gateway.Answer response) {
        return response.retryAfter().matches("\\d{1,5}")
                ? Duration.ofSeconds(Long.parseLong(response.retryAfter()))
                : DEFAULT_PAUSE;
    }

    private static Answer answer(Gateway.Answer response) {
        return new Answer(response.status(), tree(response.body()), response.etag());
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
