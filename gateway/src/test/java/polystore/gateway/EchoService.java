package polystore.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A service that answers what it was asked: its own name, method, path, headers, and the bytes of the body.
public final class EchoService implements AutoCloseable {

    private final HttpServer server;

    public EchoService(Vertx vertx, String name) {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> echo(name, request))
                .listen(0, "127.0.0.1"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        await(server.close());
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
