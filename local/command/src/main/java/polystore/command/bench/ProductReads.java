package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads products of a catalog service by SKU.
///
/// @param address of the service
record ProductReads(URI address) implements CatalogRounds.Reads {

    @Override
    public long[] run(int clients, Duration length) throws InterruptedException {
        return LoadGenerator.run(clients, length, () -> new Reader(HttpConnection.to(address)));
    }

    private record Reader(HttpConnection connection) implements LoadGenerator.Client {

        @Override
        public void call() throws IOException {
            var answer = connection.exchange(
                    """
                    GET /v1/products/by-sku/%s HTTP/1.1\r
                    Host: 127.0.0.1\r
                    \r
                    """.formatted(CatalogProducts.randomSku()).getBytes(StandardCharsets.US_ASCII));
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.status() + " " + answer.body());
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
