package polystore.analytics;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A listener of the stream that hangs up when it has heard enough.
final class Listening {

    private Listening() {}

    /// The lines heard from `lastEventId` on, until the condition holds.
    static List<String> until(String lastEventId, Predicate<List<String>> enough)
            throws IOException, InterruptedException {
        return until(AnalyticsStores.token("analyst"), lastEventId, enough);
    }

    /// The lines heard until the service ends the stream.
    static List<String> untilTheEnd(String token) throws IOException, InterruptedException {
        return until(token, "0.0-1.0-2.0-3.0-4.0-5.0", _ -> false);
    }

    private static List<String> until(String token, String lastEventId, Predicate<List<String>> enough)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/analytics/stream"))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", lastEventId)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            var lines = new ArrayList<String>();
            var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            var heard = response.body().iterator();
            while (!enough.test(lines) && heard.hasNext()) {
                lines.add(heard.next());
            }
            client.shutdownNow();
            return lines;
        }
    }

    /// Where the data of an event with this text is.
    static int indexOf(List<String> lines, String event, String text) {
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("data:")
                    && lines.get(i).contains(event)
                    && lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("not heard: " + event + " " + text + " in " + lines);
    }

    /// The id that belongs to the data at this line.
    static String idOf(List<String> lines, int data) {
        var from = data;
        while (from > 0 && !lines.get(from).isEmpty()) {
            from--;
        }
        for (var i = from; i < lines.size(); i++) {
            if (lines.get(i).startsWith("id:")) {
                return lines.get(i).substring(3).strip();
            }
        }
        throw new AssertionError("an event without id");
    }
}
