package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Places orders over HTTP; each client has its own connection and places one order after the other.
///
/// @param tokens one for each customer
record ServiceLoad(URI address, List<String> tokens, int lines) {
    /// The duration of each accepted order, of all clients, in nanoseconds.
    ///
    /// @throws IllegalStateException when an order was not accepted
    long[] run(int clients, Duration length) throws InterruptedException {
        return LoadGenerator.run(clients, length, () -> new Customer(HttpConnection.to(address)));
    }

    /// Places one order and returns its id.
    String placeOne() throws IOException {
        try (var connection = HttpConnection.to(address)) {
            return place(connection);
        }
    }

    /// Places one order by an open connection and returns its id.
    String place(HttpConnection connection) throws IOException {
        var body = accepted(connection.exchange(request()));
        return body.substring(body.indexOf("\"id\":\"") + 6).substring(0, 36);
    }

    private final class Customer implements LoadGenerator.Client {
        private final HttpConnection connection;

        Customer(HttpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void call() throws IOException {
            accepted(connection.exchange(request()));
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private static String accepted(HttpConnection.Answer answer) {
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    private byte[] request() {
        var random = ThreadLocalRandom.current();
        var body = """
                {"lines":[%s],"shipTo":{"name":"Ada Lovelace","street":"12 St James's Square","city":"London",\
                "postalCode":"SW1Y 4JH","country":"GB"},"email":"ada@example.org"}""".formatted(IntStream.range(0, lines)
                .mapToObj(n -> "{\"sku\":\"" + BenchProducts.SKU + sku(random, n) + "\",\"quantity\":1}")
                .collect(Collectors.joining(",")));
        var head = """
                POST /v1/orders HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Idempotency-Key: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(
                        tokens.get(random.nextInt(tokens.size())),
                        new UUID(random.nextLong(), random.nextLong()),
                        body.length());
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /// Each line picks from its own range, so that no order has a SKU twice.
    private int sku(ThreadLocalRandom random, int line) {
        var each = BenchProducts.SKUS / lines;
        return line * each + random.nextInt(each) + 1;
    }
}
