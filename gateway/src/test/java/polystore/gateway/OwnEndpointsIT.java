package polystore.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayEnvironment.class)
class OwnEndpointsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(/[^\"]+[.](?:js|css|svg))\"");

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

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/docs", "/docs/"})
    void thePagesLoadNothingFromOtherOriginsAndRunNoInlineScript(String path) throws Exception {
        var page = get(path, "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http://", "https://", "src=\"//", "<style", "style=", "onclick");
        var files = LOADED.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files).hasSizeGreaterThan(3);
        for (var file : files) {
            assertThat(get(file, "*/*").statusCode()).as(file).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/other",
                "/console/main",
                "/console/main.java",
                "/console/lib",
                "/console/lib/",
                "/console/lib/a/b.js",
                "/console/.hidden.js",
                "/docs/StaticPages.class",
                "/console/..%2F..%2Fapplication.properties"
            })
    void servesNothingBesidesTheFilesOfThePages(String path) throws Exception {
        assertThat(get(path, "*/*").statusCode()).isIn(400, 404);
    }

    @Test
    void aFileIsSentCompressedAndNotAtAllWhenItIsKnown() throws Exception {
        var plain = send(request("/console/main.js"));
        var compressed = HTTP.send(
                request("/console/main.js").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(compressed.body()).readAllBytes())
                .isEqualTo(plain.body().getBytes(UTF_8));

        var etag = plain.headers().firstValue("ETag").orElseThrow();
        var known = send(request("/console/main.js").header("If-None-Match", etag));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.headers().firstValue("ETag")).contains(etag);
    }

    @Test
    void operatorsSeeEveryInstanceWithItsHealthChecks() throws Exception {
        var answer = as("operator", "/v1/system");
        assertThat(answer.statusCode()).isEqualTo(200);
        var system = new JsonObject(answer.body());
        assertThat(system.getString("redis")).isEqualTo("ready");
        var services = system.getJsonArray("services");
        var orders = services.getJsonObject(0).getJsonArray("instances");
        assertThat(services.getJsonObject(0).getString("service")).isEqualTo("orders");
        assertThat(orders.getJsonObject(0).getString("state")).isEqualTo("unreachable");
        assertThat(orders.getJsonObject(0).getJsonArray("checks")).isEmpty();
        assertThat(orders.getJsonObject(1).getString("state")).isEqualTo("ready");
        assertThat(orders.getJsonObject(1).getJsonArray("checks").encode())
                .isEqualTo("[{\"name\":\"store\",\"state\":\"ready\",\"data\":{\"a\":\"1\"}},"
                        + "{\"name\":\"loop\",\"state\":\"not ready\",\"data\":{}}]");
        assertThat(orders.getJsonObject(1).getJsonArray("stores").encode())
                .isEqualTo("[{\"name\":\"Kafka\",\"state\":\"not ready\"},{\"name\":\"MongoDB\",\"state\":\"ready\"}]");
        assertThat(orders.getJsonObject(1).getJsonObject("backlog").encode()).isEqualTo("{\"waiting\":3}");
        assertThat(orders.getJsonObject(0).containsKey("backlog")).isFalse();
        assertThat(services.getJsonObject(2).getString("service")).isEqualTo("analytics");
    }

    @Test
    void nobodyElseSeesTheInstances() throws Exception {
        assertThat(get("/v1/system", "*/*").statusCode()).isEqualTo(401);
        assertThat(as("staff", "/v1/system").statusCode()).isEqualTo(403);
        assertThat(as("operator", "/v1/system/other").statusCode()).isEqualTo(404);
    }

    @Test
    void isReadyWhileAServiceIsUnavailableAndNamesIt() throws Exception {
        var answer = get("/q/health/ready", "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("token keys", "http://127.0.0.1:1 not ready", " ready");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept));
    }

    private HttpResponse<String> as(String role, String path) throws IOException, InterruptedException {
        var token = ConfigProvider.getConfig().getValue(GatewayEnvironment.TOKEN_PREFIX + role, String.class);
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.getPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
