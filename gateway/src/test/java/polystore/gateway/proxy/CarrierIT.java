package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.gateway.proxy.Wire.awaitTrue;
import static polystore.gateway.proxy.Wire.get;
import static polystore.gateway.proxy.Wire.pause;
import static polystore.gateway.proxy.Wire.post;
import static polystore.gateway.proxy.Wire.readUntil;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import polystore.gateway.Raw;

class CarrierIT {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void passesStatusHeadersAndBodyUnchanged() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 207 Quite Unusual\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 3\r\n\r\nabc");
                });
                var rig = new Rig(service.url(), Map.of())) {
            assertThat(get(rig.port()))
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
                var rig = new Rig(service.url(), Map.of());
                var socket = Raw.open(rig.port())) {
            Raw.send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
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
                var rig = new Rig(service.url(), Map.of())) {
            assertThat(Raw.ask(rig.port(), "GET / HTTP/1.0\r\n\r\n"))
                    .endsWith("\r\n\r\none")
                    .doesNotContainIgnoringCase("chunked");
        }
    }

    @Test
    void cutsTheClientOffWhenTheServiceDiesInTheMiddle() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                });
                var rig = new Rig(service.url(), Map.of())) {
            assertThat(Raw.ask(rig.port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("half");
            assertThat(service.requests).hasValue(1);
            awaitTrue(() -> rig.underWay() == 0);
        }
    }

    @Test
    void repeatsOnceWhenAnInstanceBreaksOffBeforeItAnswers() throws Exception {
        try (var service = new RawService(c -> c.head());
                var rig = new Rig(service.url(), Map.of())) {
            assertThat(get(rig.port()))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("etry-")
                    .contains("application/problem+json");
            assertThat(service.requests).hasValue(2);
            assertThat(Raw.ask(rig.port(), post("{}"))).startsWith("HTTP/1.1 503 ");
            assertThat(service.requests)
                    .describedAs("a POST may have been carried out")
                    .hasValue(3);
            assertThat(rig.underWay()).isZero();
        }
    }

    @Test
    void doesNotSendIntoAConnectionThatTheServiceHasClosed() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write(OK);
                    pause(50);
                });
                var rig = new Rig(service.url(), Map.of())) {
            for (int i = 0; i < 5; i++) {
                assertThat(Raw.ask(rig.port(), post("{}"))).startsWith("HTTP/1.1 200 ");
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
                var rig = new Rig(service.url(), Map.of());
                var socket = Raw.open(rig.port())) {
            for (int i = 0; i < 10; i++) {
                Raw.send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                readUntil(socket.getInputStream(), "\r\n\r\nok");
            }
            assertThat(service.requests).hasValue(10);
            assertThat(service.connections).hasValue(1);
        }
    }

    @Test
    void usesTheOtherInstanceWhenOneIsAway() throws Exception {
        try (var service = new RawService(c -> {
                    while (!c.head().isEmpty()) {
                        c.write(OK);
                    }
                });
                var rig = new Rig("http://127.0.0.1:1," + service.url(), Map.of())) {
            for (int i = 0; i < 20; i++) {
                assertThat(Raw.ask(rig.port(), post("{}"))).startsWith("HTTP/1.1 200 ");
            }
            var retries =
                    rig.meters.counter("gateway.retries", "service", "catalog").count();
            assertThat(retries)
                    .describedAs("the breaker leaves it alone after five")
                    .isEqualTo(5);
        }
    }

    @Test
    void saysOfAServiceThatIsAwayThatNothingHappened() throws Exception {
        try (var rig = new Rig("http://127.0.0.1:1", Map.of())) {
            assertThat(Raw.ask(rig.port(), post("{}")))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("cannot be reached");
            assertThat(rig.underWay()).isZero();
        }
    }

    @Test
    void givesUpOnASilentServiceAndThenLeavesItAlone() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    pause(3000);
                });
                var rig = new Rig(service.url(), Map.of("polystore.gateway.proxy.failures-to-open", "1"))) {
            assertThat(get(rig.port())).startsWith("HTTP/1.1 504 ").contains("gateway/timeout");
            assertThat(get(rig.port())).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1");
            assertThat(service.requests).hasValue(1);
        }
    }

    @Test
    void lessThanEveryoneGetsInWhereTheBulkheadIsFull() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    pause(300);
                    c.write(OK);
                });
                var rig = new Rig(service.url(), Map.of("polystore.gateway.proxy.exchanges-max", "1"));
                var first = Raw.open(rig.port())) {
            Raw.send(first, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            awaitTrue(() -> service.requests.get() == 1);
            assertThat(get(rig.port())).startsWith("HTTP/1.1 503 ").contains("gateway/service-busy");
            assertThat(readUntil(first.getInputStream(), "\r\n\r\nok")).startsWith("HTTP/1.1 200 ");
            assertThat(get(rig.port())).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aClientThatLeavesResetsTheRequest() throws Exception {
        var left = new AtomicLong();
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                    left.set(c.read());
                });
                var rig = new Rig(service.url(), Map.of())) {
            try (var socket = Raw.open(rig.port())) {
                Raw.send(socket, "GET / HTTP/1.1\r\nHost: x\r\nPace: STREAM\r\n\r\n");
                readUntil(socket.getInputStream(), "a\r\n");
            }
            awaitTrue(() -> left.get() == -1 && rig.underWay() == 0);
        }
    }

    @Test
    void aStreamMayBeSilentForLong() throws Exception {
        try (var service = new RawService(c -> {
                    c.head();
                    c.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                    pause(1200);
                    c.write("9\r\ndata: 1\n\n\r\n");
                    pause(300);
                });
                var rig = new Rig(service.url(), Map.of());
                var socket = Raw.open(rig.port())) {
            Raw.send(socket, "GET / HTTP/1.1\r\nHost: x\r\nPace: STREAM\r\n\r\n");
            var begun = System.nanoTime();
            readUntil(socket.getInputStream(), "\r\n\r\n");
            assertThat(System.nanoTime() - begun)
                    .describedAs("the head does not wait")
                    .isLessThan(800_000_000L);
            assertThat(readUntil(socket.getInputStream(), "\n\n")).contains("data: 1");
        }
    }
}
