package polystore.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.gateway.proxy.Wire.awaitTrue;
import static polystore.gateway.proxy.Wire.pause;
import static polystore.gateway.proxy.Wire.readUntil;

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
import polystore.gateway.Raw;

class BodiesIT {

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;

    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private Rig rig = new Rig("http://127.0.0.1:1", Map.of());

    @BeforeEach
    void aServiceThatCountsWhatItGets() {
        HttpServer service = Rig.join(rig.vertx()
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
        rig = new Rig("http://127.0.0.1:" + service.actualPort(), Map.of());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void exactlyAMebibytePasses() throws Exception {
        assertThat(Raw.ask(rig.port(), head("Content-Length: " + MIB) + "x".repeat(MIB)))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("got " + MIB);
    }

    @Test
    void oneByteMoreIsRefusedBeforeAnyIsRead() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Content-Length: " + (MIB + 1)));
            assertThat(readUntil(socket.getInputStream(), "}"))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json", "1 MiB")
                    .containsIgnoringCase("connection: close");
        }
        assertThat(received).hasValue(0);
    }

    @Test
    void theSameWhileItStreamsAndTheServiceNeverSeesAWholeBody() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Transfer-Encoding: chunked"));
            sendChunks(socket, MIB / (16 * KIB) + 1);
            assertThat(readUntil(socket.getInputStream(), "}")).startsWith("HTTP/1.1 413 ");
        }
        awaitTrue(() -> broken.get() == 1 && rig.underWay() == 0);
        assertThat(whole).hasValue(0);
    }

    @Test
    void anImportStreamsWithoutEnd() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Transfer-Encoding: chunked\r\nPace: IMPORT"));
            sendChunks(socket, 8 * MIB / (16 * KIB));
            Raw.send(socket, "0\r\n\r\n");
            assertThat(readUntil(socket.getInputStream(), "got " + 8 * MIB)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aClientThatStopsSendingIsToldSo() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Content-Length: 10") + "half");
            assertThat(readUntil(socket.getInputStream(), "}")).startsWith("HTTP/1.1 408 ");
        }
        awaitTrue(() -> broken.get() == 1 && rig.underWay() == 0);
    }

    @Test
    void aSlowBodyPassesAsLongAsItMoves() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Content-Length: 4"));
            for (int i = 0; i < 4; i++) {
                pause(300);
                Raw.send(socket, "x");
            }
            assertThat(readUntil(socket.getInputStream(), "got 4")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aTrickleEndsWithTheWholeTimeAllowed() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Content-Length: 100"));
            for (int i = 0; i < 8; i++) {
                pause(300);
                Raw.send(socket, "x");
            }
            assertThat(readUntil(socket.getInputStream(), "}")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aClientThatBreaksOffInItsBodyBreaksOffTheRequest() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Content-Length: 10") + "half");
            awaitTrue(() -> received.get() == 4);
        }
        awaitTrue(() -> broken.get() == 1 && rig.underWay() == 0);
        assertThat(whole).hasValue(0);
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        try (var socket = Raw.open(rig.port())) {
            Raw.send(socket, head("Content-Length: 4\r\nExpect: 100-continue"));
            assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            Raw.send(socket, "body");
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
                Raw.send(socket, chunk);
            }
        } catch (SocketException refused) {
            // The answer is already on its way.
        }
    }
}
