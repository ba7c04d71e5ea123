package polystore.command.seed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// An HTTP client of the gateway with the token of one user.
///
/// @param token of the user
public record Gateway(HttpClient client, String address, String token) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /// A client with a connection pool of its own, which lives as long as the process.
    public static Gateway of(String address, String token) {
        return new Gateway(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build(),
                address,
                token);
    }

    /// @param path such as `/v1/products`
    /// @throws Unanswered when no response came
    public Answer get(String path) {
        return send(request(path).GET(), Map.of());
    }

    /// @throws Unanswered when no response came
    public Answer post(String path, String json, Map<String, String> headers) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)), headers);
    }

    /// @throws Unanswered when no response came
    public Answer put(String path, String json, Map<String, String> headers) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(json)), headers);
    }

    /// A response.
    ///
    /// @param type the content type; empty without one
    /// @param etag empty without one
    /// @param retryAfter seconds as the header has them; empty without one
    public record Answer(int status, String type, String body, String etag, String retryAfter) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /// The connection broke, or no response came in time: whether the gateway has carried the call out is unknown.
    public static final class Unanswered extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Unanswered(IOException cause) {
            super("No response from the gateway: " + cause, cause);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request, Map<String, String> headers) {
        request.header("Content-Type", headers.getOrDefault("Content-Type", "application/json"));
        headers.forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                request.header(name, value);
            }
        });
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    first(answer, "Content-Type"),
                    answer.body(),
                    first(answer, "ETag"),
                    first(answer, "Retry-After"));
        } catch (IOException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the gateway", e);
        }
    }

    private static String first(HttpResponse<?> answer, String header) {
        return answer.headers().firstValue(header).orElse("");
    }
}
