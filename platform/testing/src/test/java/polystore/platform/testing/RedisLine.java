package polystore.platform.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Sends commands to Redis by its inline protocol, for tests of permissions.
final class RedisLine {
    private RedisLine() {}

    static List<String> ask(int port, String... commands) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var text = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            return lines.subList(0, lines.size() - 1);
        }
    }
}
