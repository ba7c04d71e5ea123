package polystore.command.mongodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/// Stands for MongoDB's file server, on loopback: one that works, one that sends no archive, one that never answers.
final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    private FileServer(HttpServer server) {
        this.server = server;
    }

    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /// Answers every path with a whole archive whose `mongod` is this script.
    static FileServer good(String script) throws IOException {
        var archive = archive(script);
        return answering(exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
        });
    }

    /// Answers every path with a text that is no archive.
    static FileServer broken() throws IOException {
        var text = "this is not an archive".getBytes(StandardCharsets.UTF_8);
        return answering(exchange -> {
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        });
    }

    /// Takes the connection and never answers.
    static FileServer slow() throws IOException {
        var server = server();
        var slow = new FileServer(server);
        server.createContext("/", exchange -> slow.waitForTheEnd());
        server.start();
        return slow;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private static FileServer answering(Answer answer) throws IOException {
        var server = server();
        var files = new FileServer(server);
        server.createContext("/", exchange -> {
            files.requests.incrementAndGet();
            try (exchange) {
                answer.give(exchange);
            }
        });
        server.start();
        return files;
    }

    private static HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return server;
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] archive(String script) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
            var content = script.getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("mongodb-linux-x86_64-8.0/bin/mongod");
            entry.setMode(0755);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
