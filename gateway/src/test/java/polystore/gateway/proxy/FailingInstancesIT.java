package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.gateway.RawHttp.get;
import static polystore.gateway.RawHttp.post;
import static polystore.gateway.proxy.Await.until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import polystore.gateway.RawHttp;

/// What counts as a failure of an instance, and what happens to requests then.
class FailingInstancesIT {

    private static final Map<String, String> OPEN_AT_ONCE =
            Map.of("polystore.gateway.circuit-breaker.failures-to-open", "1");
    private static final Map<String, String> NEVER_OPEN =
            Map.of("polystore.gateway.circuit-breaker.failures-to-open", "1000");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void aClientThatDoesNotReadItsResponseDoesNotOpenTheCircuitBreaker() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        c.write("10000\r\n" + "x".repeat(0x10000) + "\r\n");
                    }
                });
                var fixture = new ProxyFixture(service.url(), OPEN_AT_ONCE);
                var client = RawHttp.open(fixture.port())) {
            RawHttp.write(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            until(() -> fixture.requests("client_timeout") == 1);
            assertThat(fixture.isAvailable()).isTrue();
        }
    }

    @Test
    void aServiceThatStallsWithinItsResponseOpensTheCircuitBreaker() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    c.read();
                });
                var fixture = new ProxyFixture(service.url(), OPEN_AT_ONCE)) {
            assertThat(get(fixture.port())).endsWith("half");
            until(() -> fixture.requests("upstream_timeout") == 1);
            assertThat(fixture.isAvailable()).isFalse();
        }
    }

    @Test
    void serverErrorsOpenTheCircuitBreaker() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 500 Broken\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
                });
                var fixture = new ProxyFixture(service.url(), OPEN_AT_ONCE)) {
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 500 Broken\r\n");
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 503 ").contains("gateway/service-unavailable");
            assertThat(service.requests).hasValue(1);
        }
    }

    @Test
    void aResponseThatARequestIsNotSupportedLeavesTheCircuitBreakerClosed() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                });
                var fixture = new ProxyFixture(service.url(), OPEN_AT_ONCE)) {
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 501 ");
            assertThat(fixture.isAvailable()).isTrue();
        }
    }

    @Test
    void sendsAnIdempotentRequestElsewhereWhenAnInstanceIsDraining() throws Exception {
        try (var draining = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 503 Draining\r\nConnection: close\r\nContent-Length: 4\r\n\r\ngone");
                });
                var healthy = new RawService(c -> {
                    c.head();
                    c.write(OK);
                });
                var fixture = new ProxyFixture(draining.url() + "," + healthy.url(), NEVER_OPEN)) {
            for (int i = 0; i < 6; i++) {
                assertThat(get(fixture.port())).startsWith("HTTP/1.1 200 ");
            }
            assertThat(fixture.retries()).isGreaterThan(1);
            var posts =
                    Stream.of(post("{}"), post("{}"), post("{}"), post("{}")).map(post -> send(fixture, post));
            assertThat(posts).as("a POST may have had an effect").anyMatch(answer -> answer.endsWith("gone"));
        }
    }

    @Test
    void passesOnTheResponse503OfTheOnlyInstance() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 503 Draining\r\nConnection: close\r\nContent-Length: 4\r\n\r\ngone");
                });
                var fixture = new ProxyFixture(service.url(), NEVER_OPEN)) {
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 503 Draining").endsWith("gone");
            assertThat(service.requests).hasValue(1);
        }
    }

    private static String send(ProxyFixture fixture, String request) {
        try {
            return RawHttp.send(fixture.port(), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
