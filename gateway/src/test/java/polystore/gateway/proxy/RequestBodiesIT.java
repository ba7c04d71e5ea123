package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.gateway.RawHttp.readUntil;
import static polystore.gateway.proxy.Await.pause;
import static polystore.gateway.proxy.Await.until;

import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.gateway.RawHttp;

class RequestBodiesIT {

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;

    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private ProxyFixture fixture = new ProxyFixture("http://127.0.0.1:1", Map.of());

    @BeforeEach
    void startAServiceThatCountsItsBytes() {
        HttpServer service = ProxyFixture.join(fixture.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    request.exceptionHandler(gone -> broken.incrementAndGet());
                    request.handler(chunk -> received.addAndGet(chunk.length()));
                    request.endHandler(all -> {
                        whole.incrementAndGet();
                        request.response().end("got " + received.get());
                    });
                })
                .listen(0, "127.0.0.1"));
        fixture = new ProxyFixture("http://127.0.0.1:" + service.actualPort(), Map.of());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void forwardsABodyOfExactlyTheLimit() throws Exception {
        assertThat(RawHttp.send(fixture.port(), head("Content-Length: " + MIB) + "x".repeat(MIB)))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("got " + MIB);
    }

    @Test
    void refusesABodyDeclaredAsTooLargeBeforeReadingIt() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Content-Length: " + (MIB + 1)));
            assertThat(readUntil(socket.getInputStream(), "}"))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json", "1 MiB")
                    .containsIgnoringCase("connection: close");
        }
        assertThat(received).hasValue(0);
    }

    @Test
    void refusesABodyThatGrowsTooLargeWhileItStreams() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Transfer-Encoding: chunked"));
            sendChunks(socket, MIB / (16 * KIB) + 1);
            assertThat(readUntil(socket.getInputStream(), "}")).startsWith("HTTP/1.1 413 ");
        }
        until(() -> broken.get() == 1 && fixture.inFlight() == 0);
        assertThat(whole).hasValue(0);
    }

    @Test
    void forwardsABulkBodyOfAnySize() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Transfer-Encoding: chunked\r\nTraffic: BULK"));
            sendChunks(socket, 8 * MIB / (16 * KIB));
            RawHttp.write(socket, "0\r\n\r\n");
            assertThat(readUntil(socket.getInputStream(), "got " + 8 * MIB)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void respondsRequestTimeoutToAClientThatStopsSending() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Content-Length: 10") + "half");
            assertThat(readUntil(socket.getInputStream(), "}")).startsWith("HTTP/1.1 408 ");
        }
        until(() -> broken.get() == 1 && fixture.inFlight() == 0);
    }

    @Test
    void forwardsASlowBodyAsLongAsItMoves() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Content-Length: 4"));
            for (int i = 0; i < 4; i++) {
                pause(300);
                RawHttp.write(socket, "x");
            }
            assertThat(readUntil(socket.getInputStream(), "got 4")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void endsASlowBodyAfterTheTotalTimeout() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Content-Length: 100"));
            for (int i = 0; i < 8; i++) {
                pause(300);
                RawHttp.write(socket, "x");
            }
            assertThat(readUntil(socket.getInputStream(), "}")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void resetsTheRequestWhenTheClientDisconnectsWithinItsBody() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Content-Length: 10") + "half");
            until(() -> received.get() == 4);
        }
        until(() -> broken.get() == 1 && fixture.inFlight() == 0);
        assertThat(whole).hasValue(0);
    }

    @Test
    void asksForTheBodyOfAClientThatExpectsContinue() throws Exception {
        try (var socket = RawHttp.open(fixture.port())) {
            RawHttp.write(socket, head("Content-Length: 4\r\nExpect: 100-continue"));
            assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            RawHttp.write(socket, "body");
            assertThat(readUntil(socket.getInputStream(), "got 4")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String head(String headers) {
        return "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n\r\n";
    }

    private static void sendChunks(Socket socket, int chunks) throws IOException {
        var chunk = Integer.toHexString(16 * KIB) + "\r\n" + "x".repeat(16 * KIB) + "\r\n";
        try {
            for (int i = 0; i < chunks; i++) {
                RawHttp.write(socket, chunk);
            }
        } catch (SocketException refused) {
            // The response is already on its way.
        }
    }
}
