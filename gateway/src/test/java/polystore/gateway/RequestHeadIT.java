package polystore.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heads of requests that no client library would send.
@QuarkusTest
@QuarkusTestResource(GatewayEnvironment.class)
class RequestHeadIT {

    private static final String PROBLEM = "application/problem+json";

    @TestHTTPResource
    URI gateway = URI.create("/");

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n"})
    void requiresOneHost(String hosts) throws IOException {
        assertRefused(send("GET /v1/products HTTP/1.1\r\n" + hosts), 400, "Send exactly one Host header");
    }

    @Test
    void servesHttp10WithoutAHost() throws IOException {
        assertThat(send("GET /q/health/live HTTP/1.0\r\n")).contains(" 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/9.9", "HTTP/2.0", "HTTP/1.2", "SHTTP/1.1"})
    void refusesAnUnknownHttpVersion(String version) throws IOException {
        assertRefused(
                send("GET /v1/products " + version + "\r\nHost: x\r\n"),
                505,
                "request/http-version",
                "Send the request as HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "GET",
                "GET /docs",
                "GET /docs HTTP/1.1 more",
                "GET /docs HTTP",
                "\u0001\u0002\u0003",
                "GET /docs HTTP/1.1\r\nHost: x\r\nNo colon",
                "GET /docs HTTP/1.1\r\nHost: x\r\nBad name: y",
                "GET /docs HTTP/1.1\r\nHost: x\r\nName: a\u0000b",
                "GET /docs HTTP/1.1\r\nHost: x\r\nContent-Length: many"
            })
    void saysWhatAMalformedHeadShouldLookLike(String head) throws IOException {
        assertRefused(RawHttp.send(gateway.getPort(), head + "\r\n\r\n"), 400, "request/invalid", "\"detail\":\"Send ");
    }

    /// 10,000 characters pass the decoder, 40,000 do not; the client still gets the whole response after it sent
    /// 400,000.
    @ParameterizedTest
    @ValueSource(ints = {10_000, 40_000, 400_000})
    void limitsTheRequestLine(int chars) throws IOException {
        assertRefused(
                send("GET /" + "a".repeat(chars) + " HTTP/1.1\r\nHost: x\r\n"),
                414,
                "request/uri-too-long",
                "at most 8192 characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 40_000, 400_000})
    void limitsTheHeaders(int chars) throws IOException {
        assertRefused(
                send("GET /docs HTTP/1.1\r\nHost: x\r\nName: " + "a".repeat(chars) + "\r\n"),
                431,
                "request/headers-too-large",
                "16 KiB");
    }

    /// Responses keep the order of the requests on one connection.
    @Test
    void respondsToAMalformedHeadAfterTheRequestBeforeIt() throws IOException {
        var responses = RawHttp.send(gateway.getPort(), "GET /docs HTTP/1.1\r\nHost: x\r\n\r\nrubbish\r\n\r\n");
        assertThat(responses).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 400 ", "\"detail\":\"Send ");
    }

    @Test
    void doesNotUpgradeToHttp2WithoutTls() throws IOException {
        var upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";
        assertThat(RawHttp.readUntil(open("GET /docs HTTP/1.1\r\nHost: x\r\n" + upgrade), "\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /v1/products, 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'",
        "CONNECT, /v1/products, 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'",
        "DELETE, /docs, 'GET, HEAD'",
        "POST, /openapi, 'GET, HEAD'",
        "PUT, /q/health, 'GET, HEAD'"
    })
    void namesTheMethodsThatAreAllowed(String method, String path, String allowed) throws IOException {
        assertThat(send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains(PROBLEM)
                .containsIgnoringCase("\r\nallow: " + allowed + "\r\n");
    }

    private static void assertRefused(String response, int status, String... texts) {
        assertThat(response)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains(PROBLEM)
                .contains(texts)
                .containsIgnoringCase("\r\nconnection: close\r\n");
    }

    private String send(String head) throws IOException {
        return RawHttp.send(gateway.getPort(), head + "Connection: close\r\n\r\n");
    }

    private InputStream open(String head) throws IOException {
        var socket = RawHttp.open(gateway.getPort());
        RawHttp.write(socket, head + "\r\n");
        return socket.getInputStream();
    }
}
