package polystore.command.traces;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// An HTTP server on loopback that receives spans by OTLP (`POST /v1/traces`) and shows those that it keeps:
/// `GET /v1/traces`, `GET /v1/traces?key=…`, `GET /v1/traces/{traceId}`.
public final class TraceReceiver implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final String KEY = "key=";
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final RecentSpans spans = new RecentSpans();
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final HttpServer server;

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    /// @param port 0 chooses a free one
    public static TraceReceiver listen(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var receiver = new TraceReceiver(server);
            server.createContext(PATH, receiver::respond);
            server.setExecutor(Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("traces").factory()));
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot receive traces on port " + port + ": " + e.getMessage(), e);
        }
    }

    /// Such as `http://127.0.0.1:4318`.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "POST" -> receive(exchange);
                case "GET" -> show(exchange);
                default -> send(exchange, 405, Map.of("title", "Method not allowed"));
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            send(exchange, 413, Map.of("title", "At most " + BODY_BYTES_MAX + " bytes are accepted"));
            return;
        }
        try {
            spans.add(OtlpSpans.read(body));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } catch (InvalidProtocolBufferException e) {
            send(exchange, 400, Map.of("title", "Not an OTLP request: " + e.getMessage()));
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals(PATH)) {
            send(exchange, 200, Map.of("items", spans.list(key(exchange))));
            return;
        }
        var trace = path.startsWith(PATH + "/") ? spans.trace(path.substring(PATH.length() + 1)) : List.of();
        if (trace.isEmpty()) {
            send(exchange, 404, Map.of("title", "No such trace is kept"));
        } else {
            send(exchange, 200, Map.of("spans", trace));
        }
    }

    private static String key(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        return query != null && query.startsWith(KEY)
                ? URLDecoder.decode(query.substring(KEY.length()), StandardCharsets.UTF_8)
                : "";
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
