package polystore.command.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks a service whether it is ready.
public final class ReadyProbe {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    private ReadyProbe() {}

    /// @param address of the service, such as `http://127.0.0.1:8081`
    /// @throws IOException while it does not answer
    public static boolean isReady(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/q/health/ready"))
                    .timeout(ANSWER_MAX)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }
}
