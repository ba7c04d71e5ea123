package polystore.gateway.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;

/// Serves the console at `/console` and the API explorer at `/docs`.
///
/// The pages load nothing from other origins and run no inline script: their Content-Security-Policy forbids both. A
/// file is read when it is first requested and then kept compressed, some 700 KB in all; a gateway whose pages nobody
/// opens keeps nothing.
@Singleton
public class StaticPages {

    private static final Logger LOG = Logger.getLogger(StaticPages.class);
    private static final Pattern PATH = Pattern.compile("/(?:console|docs)(?:/[A-Za-z0-9][A-Za-z0-9.-]*){1,2}");
    private static final Pattern INDEX = Pattern.compile("/(?:console|docs)/?");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache",
            "Vary",
            "Accept-Encoding");

    private final Vertx vertx;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    public StaticPages(Vertx vertx) {
        this.vertx = vertx;
    }

    /// @param path normalised, `/console`, `/docs` or below
    public void respond(HttpServerRequest request, String path) {
        var file = INDEX.matcher(path).matches() ? path.replaceFirst("/?$", "/index.html") : path;
        if (!PATH.matcher(file).matches()) {
            Responses.problem(request, GatewayProblems.notFound());
            return;
        }
        find(file.substring(1))
                .onSuccess(found -> respond(request, found))
                .onFailure(failure -> fail(request, failure));
    }

    private Future<@Nullable StaticFile> find(String name) {
        var known = files.get(name);
        return known != null ? Future.succeededFuture(known) : vertx.executeBlocking(() -> read(name), false);
    }

    private @Nullable StaticFile read(String name) {
        var file = StaticFile.read(name);
        if (file != null) {
            files.put(name, file);
        }
        return file;
    }

    private void respond(HttpServerRequest request, @Nullable StaticFile file) {
        if (file == null) {
            Responses.problem(request, GatewayProblems.notFound());
            return;
        }
        request.response().headers().addAll(HEADERS).set(HttpHeaders.ETAG, file.etag());
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (known != null && known.contains(file.etag())) {
            Responses.notModified(request);
        } else if (accepted != null && accepted.contains("gzip")) {
            request.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            Responses.send(request, 200, file.mediaType(), file.gzip());
        } else {
            vertx.<Buffer>executeBlocking(file::plain, false)
                    .map(Objects::requireNonNull)
                    .onSuccess(plain -> Responses.send(request, 200, file.mediaType(), plain))
                    .onFailure(failure -> fail(request, failure));
        }
    }

    private static void fail(HttpServerRequest request, Throwable failure) {
        LOG.error("A page could not be read", failure);
        Responses.problem(request, GatewayProblems.failure());
    }
}
