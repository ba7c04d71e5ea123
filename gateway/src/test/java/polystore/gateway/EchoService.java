package polystore.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A service that responds with the request it got: its own name, method, target, headers and the size of the body.
public final class EchoService implements AutoCloseable {

    private static final String ORDER = "{\"total\":1.10,\"lines\":[{\"sku\":\"%s\"},{\"sku\":\"%s\"}]}";

    private static final String HEALTH = """
        {"status":"UP","checks":[{"name":"store","status":"UP","data":{"a":"1"}},{"name":"loop","status":"DOWN"}]}\
        """;

    private static final String SYSTEM = """
        {"status":"DOWN","checks":[{"name":"Kafka","status":"DOWN"},{"name":"MongoDB","status":"UP"},
        {"name":"backlog","status":"UP","data":{"waiting":3}}]}\
        """;

    private final HttpServer server;

    public EchoService(Vertx vertx, String name) {
        this(vertx, name, new HttpServerOptions());
    }

    EchoService(Vertx vertx, String name, HttpServerOptions options) {
        server = await(vertx.createHttpServer(options)
                .requestHandler(request -> answer(name, request))
                .listen(0, "127.0.0.1"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        await(server.close());
    }

    private static void answer(String name, HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/q/openapi" -> request.response().end(openApi(name));
            case "/q/health/ready" -> request.response().end(HEALTH);
            case "/q/health/group/system" ->
                request.response().setStatusCode(503).end(SYSTEM);
            case "/v1/orders/whole" -> request.response().end(ORDER.formatted("A b/c", "GONE"));
            case "/v1/orders/degraded" -> request.response().end(ORDER.formatted("A", "BROKEN"));
            case "/v1/products:batchGet" -> products(request);
            case "/v1/orders/none" ->
                request.response()
                        .setStatusCode(404)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{}");
            default -> echo(name, request);
        }
    }

    /// Every product is there except those named `GONE`; one named `BROKEN` closes the connection.
    private static void products(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var products = new JsonObject();
            for (var sku : body.toJsonObject().getJsonArray("skus")) {
                if (sku.equals("BROKEN")) {
                    request.connection().close();
                } else if (!sku.equals("GONE")) {
                    var authorization = request.getHeader("Authorization");
                    products.put((String) sku, new JsonObject().put("authorization", authorization));
                }
            }
            request.response().end(new JsonObject().put("products", products).encode());
        });
    }

    private static String openApi(String name) {
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put("paths", new JsonObject().put("/v1/" + name, new JsonObject().put("get", new JsonObject())))
                .encode();
    }

    private static void echo(String name, HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var headers = new JsonObject();
            request.headers().forEach((key, value) -> headers.put(key.toLowerCase(Locale.ROOT), value));
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("ETag", "\"7\"")
                    .putHeader("X-Request-Id", "the service's own")
                    .end(new JsonObject()
                            .put("service", name)
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("bytes", body.length())
                            .put("headers", headers)
                            .encode());
        });
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
