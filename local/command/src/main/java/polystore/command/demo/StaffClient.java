package polystore.command.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Creates product types, categories, products and stock as staff; leaves existing ones unchanged.
public record StaffClient(RetryingGateway gateway, Clock clock, Pause pause) {
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");
    private static final int EXISTS = 412;
    private static final int SKU_TAKEN = 409;
    private static final int NOT_FOUND = 404;

    /// The service accepts at most this many lines in a quote and in a booking of stock.
    private static final int SKUS_AT_ONCE = 200;

    /// A product can be ordered within 5 s; a machine that is busy building may take longer.
    private static final Duration ORDERABLE_MAX = Duration.ofSeconds(60);

    private static final Duration BETWEEN = Duration.ofMillis(200);

    /// @param schema the JSON Schema of the attributes
    public void type(String code, String name, Map<String, ?> schema, List<String> facets, List<String> searchable) {
        var body = Map.of("name", name, "schema", schema, "facets", facets, "searchable", searchable);
        requireCreated("Product type " + code, gateway.put(Caller.staff(), "/v1/product-types/" + code, body, NEW));
    }

    /// @param parent null for a top-level category
    public void category(String code, String name, @Nullable String parent) {
        var body = parent == null ? Map.of("name", name) : Map.of("name", name, "parent", parent);
        requireCreated("Category " + code, gateway.put(Caller.staff(), "/v1/categories/" + code, body, NEW));
    }

    /// A product in the catalog.
    ///
    /// @param isNew false when it existed before
    public record StoredProduct(String id, boolean isNew) {}

    /// @param product the body of `POST /v1/products`
    public StoredProduct product(String sku, Object product) {
        var there = gateway.get(Caller.staff(), "/v1/products/by-sku/" + sku);
        if (there.status() == NOT_FOUND) {
            var made = gateway.post(Caller.staff(), "/v1/products", product, Map.of());
            if (made.status() != SKU_TAKEN) {
                return new StoredProduct(id(made.orThrow("Product " + sku)), true);
            }
            there = gateway.get(Caller.staff(), "/v1/products/by-sku/" + sku);
        }
        return new StoredProduct(id(there.orThrow("Product " + sku)), false);
    }

    /// A delivery of one SKU.
    ///
    /// @param reference a second arrival with the same reference does not change the stock
    public record Arrival(String sku, long quantity, String reason, String reference) {}

    /// @return the number of arrivals booked by this call, without those booked before
    public int stock(List<Arrival> arrivals) {
        int booked = 0;
        for (int from = 0; from < arrivals.size(); from += SKUS_AT_ONCE) {
            var some = arrivals.subList(from, Math.min(arrivals.size(), from + SKUS_AT_ONCE));
            var answer = gateway.post(Caller.staff(), "/v1/stock/movements", Map.of("movements", some), Map.of())
                    .orThrow("Booking the stock");
            for (var result : answer.body().path("results")) {
                booked += result.path("status").asText().equals("applied") ? 1 : 0;
            }
        }
        return booked;
    }

    /// Waits until all SKUs are in the price book, which follows the catalog through Kafka.
    ///
    /// @throws IllegalStateException when one is missing after a minute
    public void awaitOrderable(List<String> skus) {
        var giveUp = clock.instant().plus(ORDERABLE_MAX);
        for (int from = 0; from < skus.size(); from += SKUS_AT_ONCE) {
            var some = skus.subList(from, Math.min(skus.size(), from + SKUS_AT_ONCE));
            var lines =
                    some.stream().map(sku -> Map.of("sku", sku, "quantity", 1)).toList();
            var quote = quote(lines);
            while (!quote.ok()) {
                if (clock.instant().isAfter(giveUp)) {
                    quote.orThrow("After " + ORDERABLE_MAX.toSeconds() + " s, a quote for the new products");
                }
                pause.of(BETWEEN);
                quote = quote(lines);
            }
        }
    }

    private Answer quote(List<?> lines) {
        return gateway.post(Caller.staff(), "/v1/orders:quote", Map.of("lines", lines), Map.of());
    }

    private static void requireCreated(String call, Answer answer) {
        if (answer.status() != EXISTS) {
            answer.orThrow(call);
        }
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }
}
