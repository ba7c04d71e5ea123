package polystore.command.bench;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polystore.command.seed.Gateway;

/// The products that `bench catalog` reads. They stay in the local stack;
/// `down --wipe` removes them.
final class CatalogProducts {
    static final int COUNT = 2_000;

    /// Nine of ten reads are of these, as a shop's front page and its bestsellers are read.
    static final int OFTEN_READ = 200;

    private static final int OFTEN_OF_TEN = 9;
    private static final int PER_IMPORT = 500;
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");
    private static final int EXISTS = 412;

    private CatalogProducts() {}

    /// Imports the products; those of an earlier run stay as they are.
    static void into(Gateway staff) {
        accept(staff.put(
                "/v1/product-types/bench",
                "{\"name\":\"Benchmark\",\"schema\":{\"type\":\"object\"},\"facets\":[],\"searchable\":[]}",
                NEW));
        accept(staff.put("/v1/categories/bench", "{\"name\":\"Benchmark\"}", NEW));
        for (int first = 0; first < COUNT; first += PER_IMPORT) {
            var lines = IntStream.range(first, first + PER_IMPORT)
                    .mapToObj(CatalogProducts::line)
                    .collect(Collectors.joining("\n"));
            accept(staff.post(
                    "/v1/products:import?onError=rejectAll", lines, Map.of("Content-Type", "application/x-ndjson")));
        }
    }

    /// The SKU of the next read.
    static String randomSku() {
        var random = ThreadLocalRandom.current();
        return sku(random.nextInt(10) < OFTEN_OF_TEN ? random.nextInt(OFTEN_READ) : random.nextInt(COUNT));
    }

    private static String sku(int number) {
        return "BENCH-READ-" + number;
    }

    private static String line(int number) {
        return """
                {"sku":"%s","name":"Benchmark product %d","description":"%s","type":"bench","category":"bench",\
                "price":{"amount":"%d.99","currency":"EUR"},"attributes":{"color":"red","size":%d,"weight":"1.25"}}""".formatted(
                        sku(number),
                        number,
                        "A product that only the benchmark reads. ".repeat(8).strip(),
                        number % 500 + 1,
                        number % 20 + 30);
    }

    private static void accept(Gateway.Answer answer) {
        if (!answer.ok() && answer.status() != EXISTS) {
            throw new IllegalStateException("The products of the benchmark were refused: " + answer.status() + " "
                    + answer.body().lines().limit(3).collect(Collectors.joining(" ")));
        }
    }
}
