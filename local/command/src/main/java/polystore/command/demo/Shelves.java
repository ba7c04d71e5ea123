package polystore.command.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts product types, categories, products and stock in as staff; what is there already stays as it is.
public record Shelves(PatientGateway gateway, Clock clock, Pause pause) {
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");
    private static final int EXISTS = 412;
    private static final int SKU_TAKEN = 409;
    private static final int NOT_FOUND = 404;

    /// What one quote, and one booking of stock, takes at most.
    private static final int SKUS_AT_ONCE = 200;

    /// The promise is 5 s; a machine that is busy building may take longer.
    private static final Duration ORDERABLE_MAX = Duration.ofSeconds(60);

    private static final Duration BETWEEN = Duration.ofMillis(200);

    /// @param schema the JSON Schema of the attributes
    public void type(String code, String name, Map<String, ?> schema, List<String> facets, List<String> searchable) {
        var body = Map.of("name", name, "schema", schema, "facets", facets, "searchable", searchable);
        unlessThere("Product type " + code, gateway.put(Person.staff(), "/v1/product-types/" + code, body, NEW));
    }

    /// @param parent null for one at the top
    public void category(String code, String name, @Nullable String parent) {
        var body = parent == null ? Map.of("name", name) : Map.of("name", name, "parent", parent);
        unlessThere("Category " + code, gateway.put(Person.staff(), "/v1/categories/" + code, body, NEW));
    }

    /// A product on the shelf.
    ///
    /// @param isNew false when it was there before
    public record Shelved(String id, boolean isNew) {}

    /// @param product the body of `POST /v1/products`
    public Shelved product(String sku, Object product) {
        var there = gateway.get(Person.staff(), "/v1/products/by-sku/" + sku);
        if (there.status() == NOT_FOUND) {
            var made = gateway.post(Person.staff(), "/v1/products", product, Map.of());
            if (made.status() != SKU_TAKEN) {
                return new Shelved(id(made.orThrow("Product " + sku)), true);
            }
            there = gateway.get(Person.staff(), "/v1/products/by-sku/" + sku);
        }
        return new Shelved(id(there.orThrow("Product " + sku)), false);
    }

    /// Units of one SKU that arrive.
    ///
    /// @param reference the same one twice moves stock once
    public record Arrival(String sku, long quantity, String reason, String reference) {}

    /// @return how many of them were booked now, and not before
    public int stock(List<Arrival> arrivals) {
        int booked = 0;
        for (int from = 0; from < arrivals.size(); from += SKUS_AT_ONCE) {
            var some = arrivals.subList(from, Math.min(arrivals.size(), from + SKUS_AT_ONCE));
            var answer = gateway.post(Person.staff(), "/v1/stock/movements", Map.of("movements", some), Map.of())
                    .orThrow("Booking the stock");
            for (var result : answer.body().path("results")) {
                booked += result.path("status").asText().equals("applied") ? 1 : 0;
            }
        }
        return booked;
    }

    /// Waits until the price book knows all of them: it follows the catalog through Kafka.
    ///
    /// @throws IllegalStateException when it still does not after a minute
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
        return gateway.post(Person.staff(), "/v1/orders:quote", Map.of("lines", lines), Map.of());
    }

    private static void unlessThere(String what, Answer answer) {
        if (answer.status() != EXISTS) {
            answer.orThrow(what);
        }
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }
}
