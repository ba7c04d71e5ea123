package polystore.gateway.documentation;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;

/// Responds on `/openapi`.
@Singleton
public class Documentation {

    private static final Logger LOG = Logger.getLogger(Documentation.class);

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
}
