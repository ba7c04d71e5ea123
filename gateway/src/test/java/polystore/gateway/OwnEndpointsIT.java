package polystore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayEnvironment.class)
class OwnEndpointsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource
    URI gateway = URI.create("/");

    @Test
    void oneDocumentDescribesAllServicesAndNamesTheUnavailable() throws Exception {
        var answer = get("/openapi", "application/json");
        var document = new JsonObject(answer.body());
        assertThat(document.getJsonObject("paths").fieldNames())
                .contains("/v1/orders", "/v1/catalog", "/v1/views/orders/{id}");
        assertThat(document.getJsonArray("x-unavailable")).containsExactly("analytics");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void isYamlUnlessJsonIsAskedFor() throws Exception {
        var answer = get("/openapi", "*/*");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).startsWith("openapi: \"3.1.0\"");
    }

    @Test
    void thePageLoadsNothingFromOtherOrigins() throws Exception {
        var page = get("/docs", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        for (var path : new String[] {"/docs", "/docs/docs.js", "/docs/docs.css"}) {
            assertThat(get(path, "*/*").body()).isNotBlank().doesNotContain("http://", "https://", "src=\"//");
        }
        assertThat(get("/docs/other", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void isReadyWhileAServiceIsUnavailableAndNamesIt() throws Exception {
        var answer = get("/q/health/ready", "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("token keys", "http://127.0.0.1:1 not ready", " ready");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.getPort() + path))
                .header("Accept", accept)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
