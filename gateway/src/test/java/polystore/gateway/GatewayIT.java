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
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayEnvironment.class)
class GatewayIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    URI gateway = URI.create("/");

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/products?q=trail, catalog",
        "GET, /v1/products/by-sku/SHOE-1, catalog",
        "GET, /v1/stock/SHOE-1, orders",
        "GET, /v1/orders, orders",
        "POST, /v1/orders:quote, orders"
    })
    void forwardsARequestToTheServiceOfItsPathUnchanged(String method, String uri, String service) throws Exception {
        var answer = send("customer", method, uri);
        assertThat(answer.statusCode()).isEqualTo(200);
        var seen = new JsonObject(answer.body());
        assertThat(seen.getString("service")).isEqualTo(service);
        assertThat(seen.getString("method")).isEqualTo(method);
        assertThat(seen.getString("uri")).isEqualTo(uri);
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
    }

    @Test
    void setsTheHeadersThatServicesTrust() throws Exception {
        var answer = HTTP.send(
                request("customer", "/v1/orders")
                        .header("X-Forwarded-For", "10.0.0.1")
                        .header("X-Request-Id", "abc-1")
                        .header("ce_id", "forged")
                        .header("Idempotency-Key", "k1")
                        .build(),
                BodyHandlers.ofString());
        var headers = new JsonObject(answer.body()).getJsonObject("headers");
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-request-id")).isEqualTo("abc-1");
        assertThat(headers.getString("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(headers.getString("idempotency-key")).isEqualTo("k1");
        assertThat(headers.getString("authorization")).startsWith("Bearer ");
        assertThat(headers.containsKey("ce_id")).isFalse();
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("abc-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "stranger", "forged", "nameless"})
    void rejectsAnInvalidTokenEvenWhereNoneIsNeeded(String token) throws Exception {
        var answer = send(token, "GET", "/v1/products");
        assertProblem(answer, 401, "request/unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @CsvSource({
        ", GET, /v1/orders, 401, request/unauthorized",
        ", POST, /v1/products, 401, request/unauthorized",
        "customer, POST, /v1/products, 403, request/forbidden",
        "customer, GET, /v1/analytics/sales, 403, request/forbidden",
        "staff, GET, /q/metrics, 403, request/forbidden",
        "staff, GET, /v1/nothing, 404, request/not-found",
        ", GET, /V1/products, 404, request/not-found",
        ", GET, /v1//products, 400, request/invalid",
        ", GET, /v1/products/%2e%2e/orders, 400, request/invalid",
        "analyst, GET, /v1/analytics/sales, 503, gateway/service-unavailable",
    })
    void respondsWithAProblem(String token, String method, String uri, int status, String type) throws Exception {
        assertProblem(send(token, method, uri), status, type);
    }

    @Test
    void takesTokensOfBothAlgorithms() throws Exception {
        assertThat(send("staff", "POST", "/v1/products").statusCode()).isEqualTo(200);
    }

    @Test
    void measuresEveryRequestByRouteMethodAndStatus() throws Exception {
        send("staff", "POST", "/v1/products");
        send(null, "GET", "/v1/nothing");
        send(null, "BREW", "/v1/products");

        assertThat(send("operator", "GET", "/q/metrics").body())
                .contains(
                        "polystore_gateway_requests_seconds_count{method=\"POST\",route=\"catalog.products\",status=\"2xx\"}")
                .contains("polystore_gateway_requests_seconds_count{method=\"GET\",route=\"none\",status=\"4xx\"}")
                .contains("polystore_gateway_requests_seconds_count{method=\"other\",route=\"none\",status=\"4xx\"}")
                .contains(
                        "polystore_gateway_forwarded_seconds_count{outcome=\"completed\",route=\"catalog.products\"}");
    }

    @Test
    void allowsABurstAndThenAsksToWait() throws Exception {
        var statuses = IntStream.range(0, 300)
                .mapToObj(i -> trySend("busy", "/v1/orders"))
                .toList();
        assertThat(statuses.getFirst().headers().firstValue("RateLimit-Policy")).contains("\"default\";q=200;w=8");
        assertThat(statuses.getFirst().headers().firstValue("RateLimit").orElse(""))
                .startsWith("\"default\";r=199;t=");
        var refused =
                statuses.stream().filter(answer -> answer.statusCode() == 429).toList();
        assertThat(refused).isNotEmpty();
        assertProblem(refused.getFirst(), 429, "request/too-many");
        assertThat(refused.getFirst().headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void answersAPreflightOfAnAllowedOrigin() throws Exception {
        var preflight = """
                OPTIONS /v1/products HTTP/1.1
                Host: x
                Origin: https://shop.test
                Access-Control-Request-Method: PUT
                Access-Control-Request-ProxyHeaders: If-Match
                Connection: close

                """;
        var answer = RawHttp.send(gateway.getPort(), preflight.replace("\n", "\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("allow-origin: https://shop.test");
    }

    @Test
    void respondsWithTheLimitThatARequestExceeds() throws Exception {
        assertProblem(send(null, "GET", "/v1/products?q=" + "x".repeat(9000)), 414, "request/uri-too-long");
        var answer = HTTP.send(
                request(null, "/v1/products")
                        .header("X-Long", "x".repeat(17_000))
                        .build(),
                BodyHandlers.ofString());
        assertProblem(answer, 431, "request/headers-too-large");
    }

    @Test
    void showsAnOrderWithItsProducts() throws Exception {
        var view = send("customer", "GET", "/v1/views/orders/whole");
        assertThat(view.body()).startsWith("{\"order\":{\"total\":1.10,");
        var products = new JsonObject(view.body()).getJsonObject("products");
        assertThat(products.fieldNames()).containsExactly("A b/c");
        assertThat(products.getJsonObject("A b/c").getString("authorization")).startsWith("Bearer ");
        assertThat(new JsonObject(view.body()).getJsonArray("degraded")).isEmpty();
    }

    @Test
    void showsAnOrderWithoutProductsAsDegraded() throws Exception {
        var view = new JsonObject(
                send("customer", "GET", "/v1/views/orders/degraded").body());
        assertThat(view.getJsonArray("degraded")).containsExactly("products");
        assertThat(view.getJsonObject("order").getJsonArray("lines")).hasSize(2);
        assertThat(send("customer", "GET", "/v1/views/orders/none").statusCode())
                .isEqualTo(404);
        assertThat(send("customer", "DELETE", "/v1/views/orders/whole").statusCode())
                .isEqualTo(405);
        assertThat(send(null, "GET", "/v1/views/orders/whole").statusCode()).isEqualTo(401);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo(type);
        assertThat(new JsonObject(answer.body()).getString("detail")).isNotBlank();
    }

    private HttpResponse<String> trySend(String token, String uri) {
        try {
            return send(token, "GET", uri);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(@Nullable String token, String method, String uri)
            throws IOException, InterruptedException {
        var body =
                method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}");
        return HTTP.send(request(token, uri).method(method, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(@Nullable String token, String uri) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.getPort() + uri));
        return token == null
                ? request
                : request.header(
                        "Authorization",
                        "Bearer "
                                + ConfigProvider.getConfig()
                                        .getValue(GatewayEnvironment.TOKEN_PREFIX + token, String.class));
    }
}
