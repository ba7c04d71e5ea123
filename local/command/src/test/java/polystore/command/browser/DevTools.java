package polystore.command.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A connection to a browser by the Chrome DevTools Protocol. Source:
/// https://chromedevtools.github.io/devtools-protocol
final class DevTools implements AutoCloseable {

    private static final int SECONDS_MAX = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    DevTools(URI address) {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Messages()).join();
    }

    /// Calls a method of the browser.
    JsonNode call(String method, Map<String, ?> parameters) {
        return call(new HashMap<>(Map.of("method", method, "params", parameters)));
    }

    /// Calls a method of the page with this session.
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        return call(new HashMap<>(Map.of("sessionId", session, "method", method, "params", parameters)));
    }

    /// Hands the events of a session to a listener, on the thread that receives them.
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private JsonNode call(Map<String, Object> message) {
        var id = ids.incrementAndGet();
        message.put("id", id);
        var answer = new CompletableFuture<JsonNode>();
        pending.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(message), true).get(SECONDS_MAX, TimeUnit.SECONDS);
            var answered = answer.get(SECONDS_MAX, TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new IllegalStateException(message.get("method") + ": " + answered.get("error"));
            }
            return answered.path("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new IllegalStateException("The browser does not answer " + message.get("method"), e);
        }
    }

    private void receive(String text) {
        try {
            var message = JSON.readTree(text);
            var answer = pending.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message);
            } else if (message.has("sessionId")) {
                listeners
                        .getOrDefault(message.path("sessionId").asText(), _ -> {})
                        .accept(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                var whole = parts.toString();
                parts.setLength(0);
                receive(whole);
            }
            Objects.requireNonNull(from).request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
