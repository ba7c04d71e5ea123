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
        assertThat(send("GET /v1/products HTTP/1.1\r\n" + hosts))
                .startsWith("HTTP/1.1 400 ")
                .contains(PROBLEM, "Send exactly one Host header");
    }

    @Test
    void servesHttp10WithoutAHost() throws IOException {
        assertThat(send("GET /docs HTTP/1.0\r\n")).contains(" 200 OK\r\n");
    }

    @Test
    void refusesAnUnknownHttpVersion() throws IOException {
        // Vert.x copies the version of the request to the status line.
        assertThat(send("GET /v1/products HTTP/9.9\r\nHost: x\r\n"))
                .startsWith("HTTP/9.9 505 ")
                .contains(PROBLEM, "request/http-version");
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

    private String send(String head) throws IOException {
        return RawHttp.send(gateway.getPort(), head + "Connection: close\r\n\r\n");
    }

    private InputStream open(String head) throws IOException {
        var socket = RawHttp.open(gateway.getPort());
        RawHttp.write(socket, head + "\r\n");
        return socket.getInputStream();
    }
}
