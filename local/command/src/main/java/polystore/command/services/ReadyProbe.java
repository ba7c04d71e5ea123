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
    private static final Duration ALIVE_MAX = Duration.ofSeconds(1);

    private ReadyProbe() {}

    /// @param address of the service, such as `http://127.0.0.1:8081`
    /// @throws IOException while it does not answer
    public static boolean isReady(String address) throws IOException, InterruptedException {
        return isOk(address + "/q/health/ready", ANSWER_MAX);
    }

    /// Whether a service answers that may wait for a store before it says whether it is ready.
    public static boolean isAlive(String address) throws InterruptedException {
        try {
            return isOk(address + "/q/health/live", ALIVE_MAX);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOk(String address, Duration timeout) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(timeout).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(timeout).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }
}
