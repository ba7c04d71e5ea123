package polystore.gateway.documentation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logging.Logger;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;

/// Responds on `/openapi` and `/docs`. The page loads nothing from other origins, and its Content-Security-Policy
/// forbids it.
@Singleton
public class Documentation {

    private static final Logger LOG = Logger.getLogger(Documentation.class);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'";

    private static final Map<String, Page> PAGES = Map.of(
            "/docs", page("docs.html", "text/html; charset=utf-8"),
            "/docs/docs.js", page("docs.js", "text/javascript; charset=utf-8"),
            "/docs/docs.css", page("docs.css", "text/css; charset=utf-8"));

    private final OpenApiDocument document;

    Documentation(OpenApiDocument document) {
        this.document = document;
    }

    /// JSON if `Accept` names it, YAML (RFC 9512) otherwise.
    public void openApi(HttpServerRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var asJson = accept != null && accept.contains("json");
        document.rendered()
                .onSuccess(rendered -> {
                    request.response().putHeader(HttpHeaders.VARY, "Accept");
                    Responses.send(
                            request,
                            200,
                            asJson ? "application/json" : "application/yaml",
                            asJson ? rendered.json() : rendered.yaml());
                })
                .onFailure(failure -> {
                    LOG.error("The OpenAPI documents could not be merged", failure);
                    Responses.problem(request, GatewayProblems.failure());
                });
    }

    /// @param path normalised, `/docs` or below
    public void page(HttpServerRequest request, String path) {
        var page = PAGES.get(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        if (page == null) {
            Responses.problem(request, GatewayProblems.notFound());
            return;
        }
        request.response().putHeader("Content-Security-Policy", POLICY).putHeader("X-Content-Type-Options", "nosniff");
        Responses.send(request, 200, page.mediaType, page.body);
    }

    private static Page page(String file, String mediaType) {
        try (var content = Documentation.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is not in the package of Documentation");
            }
            return new Page(mediaType, Buffer.buffer(content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Page(String mediaType, Buffer body) {}
}
