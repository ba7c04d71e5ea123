package polystore.command.infrastructure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import polystore.stores.Credentials;

/// Sends commands to a Redis with TLS, by its protocol RESP2. A client library would be needed for this one
/// rare command only.
record RedisAdministrator(int port, Credentials operator) {
    private static final int WAIT_MS = 2_000;

    /// @throws IOException when Redis does not answer, or answers with an error
    void run(List<String> command) throws IOException {
        try (var socket = SSLContext.getDefault().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(WAIT_MS);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var next : List.of(List.of("AUTH", operator.user(), operator.password()), command)) {
                socket.getOutputStream().write(encoded(next).getBytes(StandardCharsets.UTF_8));
                var answer = reader.readLine();
                if (answer == null || !answer.startsWith("+")) {
                    throw new IOException("Redis answered " + answer + " to " + next.getFirst());
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    private static String encoded(List<String> command) {
        var text = new StringBuilder("*" + command.size() + "\r\n");
        for (var word : command) {
            text.append("$").append(word.getBytes(StandardCharsets.UTF_8).length);
            text.append("\r\n").append(word).append("\r\n");
        }
        return text.toString();
    }
}
