package polystore.gateway.counterexamples;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// Collects a client's whole body in memory.
public final class Buffering {

    private Buffering() {}

    public static Future<Buffer> all(HttpServerRequest request) {
        return request.body();
    }
}
