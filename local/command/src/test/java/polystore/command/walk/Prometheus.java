package polystore.command.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import polystore.stores.FreePort;

/// A real Prometheus that scrapes a stack, started by `deploy/observability/prometheus` as a user would start it.
record Prometheus(Process process, int port) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int STOP_SECONDS_MAX = 20;

    /// @param operator token
    static Prometheus of(LocalStack stack, String operator) throws IOException {
        var port = FreePort.next();
        var script = stack.home().checkout().resolve("deploy/observability/prometheus");
        var builder = new ProcessBuilder(script.toString(), Integer.toString(port)).redirectErrorStream(true);
        builder.redirectOutput(stack.home().folder().resolve("prometheus.log").toFile());
        builder.environment().put("POLYSTORE_HOME", stack.home().folder().toString());
        builder.environment()
                .put("POLYSTORE_PORT_OFFSET", Integer.toString(stack.ports().offset()));
        builder.environment().put("SCRAPE_INTERVAL", "1s");
        builder.environment().put("TOKEN", operator);
        return new Prometheus(builder.start(), port);
    }

    /// Whether it answers; not yet right after its start.
    boolean isReady() throws InterruptedException {
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// The samples that a query finds now.
    ///
    /// @throws IllegalArgumentException when Prometheus refuses it
    JsonNode query(String query) throws IOException, InterruptedException {
        var answer = send("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(query + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).at("/data/result");
    }

    /// The rules as it has read them.
    List<JsonNode> rules() throws IOException, InterruptedException {
        var rules = new ArrayList<JsonNode>();
        for (var group : JSON.readTree(send("/api/v1/rules").body()).at("/data/groups")) {
            group.path("rules").forEach(rules::add);
        }
        return rules;
    }

    /// Whether it finds a sample that is a number.
    boolean hasData(String query) throws IOException, InterruptedException {
        for (var sample : query(query)) {
            if (!sample.at("/value/1").asText("NaN").equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    private java.net.http.HttpResponse<String> send(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        stop(process);
    }

    /// Asks the process to end, and kills it when it does not.
    static void stop(Process process) {
        process.destroy();
        try {
            process.onExit().orTimeout(STOP_SECONDS_MAX, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            process.destroyForcibly().onExit().join();
        }
    }
}
