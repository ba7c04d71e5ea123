package polystore.command.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.services.Service;

/// A short load of the most frequent calls to one service. The JVM of the image optimises the methods first that are
/// hot under it.
record TrainingLoad(Home home, Ports ports) {
    static final String KEY = "a-key-of-its-own-for-each-request";
    static final int REQUESTS_PER_SECOND_MAX = 100_000;
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final String ORDER = """
            {"lines":[{"sku":"SHOE-1","quantity":1}],"shipTo":{"name":"Ada","street":"Main Street 1","city":"Vienna",\
            "postalCode":"1010","country":"AT"},"email":"ada@example.org"}""";

    private static final String SALES =
            "/v1/analytics/sales?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&interval=month";

    /// @param path of the call
    /// @param role of the caller, empty for an anonymous call
    /// @param body empty for a GET
    private record Call(String path, String role, String body) {
        static Call get(String path, String role) {
            return new Call(path, role, "");
        }
    }

    void run(Service service, int port) throws IOException, InterruptedException {
        var end = System.nanoTime() + LONG.toNanos();
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_MAX)
                .build()) {
            do {
                for (var call : calls(service)) {
                    send(client, port, call);
                }
            } while (System.nanoTime() < end);
        }
    }

    /// The calls as HTTP/1.1 requests, with `KEY` for their idempotency key.
    List<String> requests(Service service, int port) {
        return calls(service).stream().map(call -> text(call, port)).toList();
    }

    private String text(Call call, int port) {
        var request = new StringBuilder()
                .append(call.body().isEmpty() ? "GET " : "POST ")
                .append(call.path())
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\nAccept: application/json\r\n");
        if (!call.role().isEmpty()) {
            request.append("Authorization: Bearer ").append(token(call.role())).append("\r\n");
        }
        if (!call.body().isEmpty()) {
            request.append("Content-Type: application/json\r\nIdempotency-Key: ")
                    .append(KEY)
                    .append("\r\nContent-Length: ")
                    .append(call.body().length())
                    .append("\r\n");
        }
        return request.append("\r\n").append(call.body()).toString();
    }

    String address(int port) {
        return StackTls.address(home, port);
    }

    private static List<Call> calls(Service service) {
        return switch (service) {
            case GATEWAY ->
                List.of(
                        Call.get("/v1/products?limit=3", ""),
                        Call.get("/v1/stock/SHOE-1", ""),
                        new Call("/v1/orders", "customer", ORDER),
                        Call.get("/v1/orders?limit=3", "customer"),
                        Call.get(SALES, "analyst"));
            case CATALOG ->
                List.of(
                        Call.get("/v1/products?limit=3", ""),
                        Call.get("/v1/products?q=shoe&facets=category", ""),
                        Call.get("/v1/products/by-sku/SHOE-1", ""));
            case ORDERS ->
                List.of(
                        Call.get("/v1/stock/SHOE-1", ""),
                        new Call("/v1/orders:quote", "customer", "{\"lines\":[{\"sku\":\"SHOE-1\",\"quantity\":1}]}"),
                        new Call("/v1/orders", "customer", ORDER),
                        Call.get("/v1/orders?limit=3", "customer"));
            case ANALYTICS ->
                List.of(
                        Call.get(SALES, "analyst"),
                        Call.get(
                                "/v1/analytics/top-products?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z",
                                "analyst"),
                        Call.get("/v1/analytics/orders?limit=3", "analyst"));
        };
    }

    /// A 4xx response is accepted, because its code is trained too; a 5xx response is a failure.
    private void send(HttpClient client, int port, Call call) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address(port) + call.path())).timeout(ANSWER_MAX);
        if (!call.role().isEmpty()) {
            request.header("Authorization", "Bearer " + token(call.role()));
        }
        if (!call.body().isEmpty()) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        }
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new IllegalStateException(call.path() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private String token(String role) {
        return new Tokens(SigningKey.in(home.keys()))
                .sign(role, "training-" + role, Instant.now(), Duration.ofMinutes(10));
    }
}
