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
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

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

    public Answer get(String path) {
        return send(request(path).GET(), Map.of());
    }

    public Answer post(String path, String json, Map<String, String> headers) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)), headers);
    }

    public Answer put(String path, String json, Map<String, String> headers) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(json)), headers);
    }

    /// A response.
    ///
    /// @param type the content type; empty without one
    /// @param etag empty without one
    public record Answer(int status, String type, String body, String etag) {
        public boolean ok() {
            return status >= 200 && status < 300;
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
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    answer.headers().firstValue("ETag").orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException("No response from the gateway: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the gateway", e);
        }
    }
}
