package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// The load of `bench cost`: orders, then reads of products, all through the gateway.
///
/// @param metrics of each service
/// @param operator a token that may read those of the gateway
record CostLoad(Plan plan, ServiceLoad orders, ProductReads reads, List<URI> metrics, String operator) {
    /// As Prometheus reads metrics.
    private static final Duration READ_EVERY = Duration.ofSeconds(15);

    /// @param warmUp before each measurement
    /// @param length of each measurement
    record Plan(int clients, Duration warmUp, Duration length) {}

    /// A load that returns the duration of each call.
    private interface Calls {
        long[] run(int clients, Duration length) throws InterruptedException;
    }

    CostRound.Figures measure(CostServices services, CostSide side) throws InterruptedException {
        return new CostRound.Figures(perCall(services, side, orders::run), perCall(services, side, reads::run));
    }

    private double perCall(CostServices services, CostSide side, Calls calls) throws InterruptedException {
        calls.run(plan.clients(), plan.warmUp());
        var reader = Thread.ofVirtual().start(() -> readMetrics(side));
        var before = services.micros();
        var made = calls.run(plan.clients(), plan.length()).length;
        var micros = services.micros() - before;
        reader.interrupt();
        reader.join();
        return (double) micros / made;
    }

    private void readMetrics(CostSide side) {
        try (var client = HttpClient.newHttpClient()) {
            while (side.hasMetrics()) {
                for (var address : metrics) {
                    var request = HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + operator)
                            .build();
                    client.send(request, HttpResponse.BodyHandlers.discarding());
                }
                Thread.sleep(READ_EVERY);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The metrics could not be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
