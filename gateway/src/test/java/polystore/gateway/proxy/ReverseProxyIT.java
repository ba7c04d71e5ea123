package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.gateway.RawHttp.get;
import static polystore.gateway.RawHttp.post;
import static polystore.gateway.RawHttp.readUntil;
import static polystore.gateway.proxy.Await.pause;
import static polystore.gateway.proxy.Await.until;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import polystore.gateway.RawHttp;

class ReverseProxyIT {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void passesStatusHeadersAndBodyUnchanged() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 207 Quite Unusual\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 3\r\n\r\nabc");
                });
                var fixture = new ProxyFixture(service.url(), Map.of())) {
            assertThat(get(fixture.port()))
                    .startsWith("HTTP/1.1 207 Quite Unusual\r\n")
                    .contains("X-A: 1\r\n", "X-A: 2\r\n")
                    .endsWith("\r\n\r\nabc");
        }
    }

    @Test
    void streamsAChunkedAnswerAsItComesWithItsTrailers() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\none\r\n");
                    pause(300);
                    c.write("3\r\ntwo\r\n0\r\nX-Sum: 6\r\n\r\n");
                });
                var fixture = new ProxyFixture(service.url(), Map.of());
                var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            var begun = System.nanoTime();
            assertThat(readUntil(socket.getInputStream(), "one\r\n")).contains("ransfer-");
            assertThat(System.nanoTime() - begun).isLessThan(250_000_000L);
            assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).contains("two", "X-Sum: 6");
        }
    }

    @Test
    void servesAClientOfHttp10() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n");
                });
                var fixture = new ProxyFixture(service.url(), Map.of())) {
            assertThat(RawHttp.send(fixture.port(), "GET / HTTP/1.0\r\n\r\n"))
                    .endsWith("\r\n\r\none")
                    .doesNotContainIgnoringCase("chunked");
        }
    }

    @Test
    void closesTheClientConnectionWhenTheServiceFailsWithinAResponse() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                });
                var fixture = new ProxyFixture(service.url(), Map.of())) {
            assertThat(RawHttp.send(fixture.port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .endsWith("half");
            assertThat(service.requests).hasValue(1);
            until(() -> fixture.inFlight() == 0);
        }
    }

    @Test
    void retriesOnceWhenTheConnectionIsLostBeforeTheResponse() throws Exception {
        try (var service = new RawService(c -> c.head());
                var fixture = new ProxyFixture(service.url(), Map.of())) {
            assertThat(get(fixture.port()))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("etry-")
                    .contains("application/problem+json");
            assertThat(service.requests).hasValue(2);
            assertThat(RawHttp.send(fixture.port(), post("{}"))).startsWith("HTTP/1.1 503 ");
            assertThat(service.requests)
                    .describedAs("a POST may have been processed")
                    .hasValue(3);
            assertThat(fixture.inFlight()).isZero();
        }
    }

    @Test
    void doesNotReuseAConnectionThatTheServiceHasClosed() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write(OK);
                    pause(50);
                });
                var fixture = new ProxyFixture(service.url(), Map.of())) {
            for (int i = 0; i < 5; i++) {
                assertThat(RawHttp.send(fixture.port(), post("{}"))).startsWith("HTTP/1.1 200 ");
                pause(100);
            }
            assertThat(service.requests).hasValue(5);
        }
    }

    @Test
    void keepsConnectionsAlive() throws Exception {
        try (var service = new RawService(c -> {
                    while (!c.head().isEmpty()) {
                        c.write(OK);
                    }
                });
                var fixture = new ProxyFixture(service.url(), Map.of());
                var socket = RawHttp.open(fixture.port())) {
            for (int i = 0; i < 10; i++) {
                RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                readUntil(socket.getInputStream(), "\r\n\r\nok");
            }
            assertThat(service.requests).hasValue(10);
            assertThat(service.connections).hasValue(1);
        }
    }

    @Test
    void usesTheOtherInstanceWhenOneIsUnreachable() throws Exception {
        try (var service = new RawService(c -> {
                    while (!c.head().isEmpty()) {
                        c.write(OK);
                    }
                });
                var fixture = new ProxyFixture("http://127.0.0.1:1," + service.url(), Map.of())) {
            for (int i = 0; i < 20; i++) {
                assertThat(RawHttp.send(fixture.port(), post("{}"))).startsWith("HTTP/1.1 200 ");
            }
            assertThat(fixture.retries())
                    .describedAs("the circuit breaker of the unreachable instance opens after five")
                    .isEqualTo(5);
        }
    }

    @Test
    void respondsThatAnUnreachableServiceIsUnavailable() throws Exception {
        try (var fixture = new ProxyFixture("http://127.0.0.1:1", Map.of())) {
            assertThat(RawHttp.send(fixture.port(), post("{}")))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("cannot be reached");
            assertThat(fixture.inFlight()).isZero();
        }
    }

    @Test
    void timesOutOnASilentServiceAndThenOpensTheCircuitBreaker() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    pause(3000);
                });
                var fixture = new ProxyFixture(
                        service.url(), Map.of("polystore.gateway.circuit-breaker.failures-to-open", "1"))) {
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 504 ").contains("gateway/timeout");
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1");
            assertThat(service.requests).hasValue(1);
        }
    }

    @Test
    void respondsBusyWhileTheBulkheadIsFull() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    pause(300);
                    c.write(OK);
                });
                var fixture =
                        new ProxyFixture(service.url(), Map.of("polystore.gateway.concurrency.requests-max", "1"));
                var first = RawHttp.open(fixture.port())) {
            RawHttp.write(first, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            until(() -> service.requests.get() == 1);
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 503 ").contains("gateway/service-busy");
            assertThat(readUntil(first.getInputStream(), "\r\n\r\nok")).startsWith("HTTP/1.1 200 ");
            assertThat(get(fixture.port())).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void resetsTheRequestWhenTheClientDisconnects() throws Exception {
        var left = new AtomicLong();
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                    left.set(c.read());
                });
                var fixture = new ProxyFixture(service.url(), Map.of())) {
            try (var socket = RawHttp.open(fixture.port())) {
                RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: x\r\nTraffic: STREAM\r\n\r\n");
                readUntil(socket.getInputStream(), "a\r\n");
            }
            until(() -> left.get() == -1 && fixture.inFlight() == 0);
        }
    }

    @Test
    void aStreamMayBeIdleLongerThanTheTimeout() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                    pause(1200);
                    c.write("9\r\ndata: 1\n\n\r\n");
                    pause(300);
                });
                var fixture = new ProxyFixture(service.url(), Map.of());
                var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: x\r\nTraffic: STREAM\r\n\r\n");
            var begun = System.nanoTime();
            readUntil(socket.getInputStream(), "\r\n\r\n");
            assertThat(System.nanoTime() - begun)
                    .describedAs("the head does not wait")
                    .isLessThan(800_000_000L);
            assertThat(readUntil(socket.getInputStream(), "\n\n")).contains("data: 1");
        }
    }
}
