package polystore.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// HTTP/1.1 as text over a socket, for requests that no client library would send.
public final class RawHttp {

    private static final int TIMEOUT_MS = 10_000;

    private RawHttp() {}

    /// Sends the text and reads until the server closes the connection.
    public static String send(int port, String request) throws IOException {
        try (var socket = open(port)) {
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static String get(int port) throws IOException {
        return get(port, "/");
    }

    /// @param headers each as `Name: value`
    public static String get(int port, String path, String... headers) throws IOException {
        var head = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        return send(port, head + Stream.of(headers).map(it -> it + "\r\n").collect(Collectors.joining()) + "\r\n");
    }

    /// The text of a request with this body.
    public static String post(String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    public static Socket open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /// @throws IOException when the connection ends, or is silent for long, before `end` was read
    public static String readUntil(InputStream in, String end) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            var octet = in.read();
            if (octet < 0) {
                throw new IOException("ended after: " + read.toString(StandardCharsets.ISO_8859_1));
            }
            read.write(octet);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
