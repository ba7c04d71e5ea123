package polystore.command.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import polystore.command.home.Home;
import polystore.command.identity.Tokens;
import polystore.command.stack.StatusBoard;

/// Creates a small catalog with stock, once per home, so that a new stack has products to order.
public record Seed(Home home, String gateway, Tokens tokens, StatusBoard board) {
    private static final Duration TOKEN = Duration.ofMinutes(5);
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");
    private static final int CONFLICT = 409;
    private static final int EXISTS = 412;

    /// Seeds unless an earlier start did. A failure is reported, and the next start tries again.
    public void once() {
        if (Files.exists(mark())) {
            return;
        }
        board.detail("seeding the first products");
        try {
            put();
            Files.createDirectories(home.marks());
            Files.writeString(mark(), Instant.now() + "\n");
        } catch (IllegalStateException e) {
            board.say("The seed failed and is repeated at the next start: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + mark(), e);
        } finally {
            board.detail("");
        }
    }

    private void put() throws IOException {
        var staff = Gateway.of(gateway, tokens.sign("staff", "seed", Instant.now(), TOKEN));
        var catalog = catalog();
        for (var type : catalog.get("types").properties()) {
            accept(
                    "type " + type.getKey(),
                    staff.put("/v1/product-types/" + type.getKey(), text(type.getValue()), NEW));
        }
        for (var category : catalog.get("categories").properties()) {
            accept(
                    "category " + category.getKey(),
                    staff.put("/v1/categories/" + category.getKey(), text(category.getValue()), NEW));
        }
        for (var product : catalog.get("products")) {
            accept("product " + product.get("sku"), staff.post("/v1/products", text(product), Map.of()));
        }
        accept("stock", staff.post("/v1/stock/movements", "{\"movements\":" + catalog.get("stock") + "}", Map.of()));
    }

    /// Accepts a conflict, because an earlier, interrupted start may have created the resource. Movements have a
    /// reference, by which the service books each of them only once.
    private static void accept(String resource, Gateway.Answer answer) {
        if (!answer.ok() && answer.status() != CONFLICT && answer.status() != EXISTS) {
            throw new IllegalStateException(resource + ": " + answer.status() + " " + answer.body());
        }
    }

    private static JsonNode catalog() throws IOException {
        try (var file = Seed.class.getResourceAsStream("catalog.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    private static String text(JsonNode node) {
        return node.toString();
    }

    private Path mark() {
        return home.marks().resolve("seeded");
    }
}
