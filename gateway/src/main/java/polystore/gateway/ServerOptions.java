package polystore.gateway;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Options of the HTTP server that Quarkus has no configuration for.
@Singleton
class ServerOptions implements HttpServerOptionsCustomizer {

    /// The gateway offers HTTP/2 over TLS only: a client's offer to upgrade to HTTP/2 without TLS is ignored, as RFC
    /// 9110 section 7.8 allows.
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
