package polystore.command.demo.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.extract.RootReader;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.sink.PlainJson;

/// Northwind's products as catalog documents, with category and supplier embedded in place of foreign keys: what the
/// mapping `products.yaml` makes of their rows.
final class MappedProducts {

    private static final String MAPPING = "products.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private MappedProducts() {}

    /// The body of `POST /v1/products` for each SKU, in the order of the products' ids.
    ///
    /// @param connection in auto-commit
    static Map<String, JsonNode> read(Connection connection) throws SQLException {
        var mapping = MappingReader.read(text()).mapping();
        var plan = Planner.check(mapping, PostgresCatalog.read(connection)).orThrow(mapping.name());
        connection.setAutoCommit(false);
        try (var begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            return documents(connection, plan);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Map<String, JsonNode> documents(Connection snapshot, Plan plan) throws SQLException {
        var documents = new LinkedHashMap<String, JsonNode>();
        var left = KeyRange.ALL;
        for (var keys = page(snapshot, plan, left); !keys.isEmpty(); keys = page(snapshot, plan, left)) {
            for (var root : new RootReader(plan).read(snapshot, keys)) {
                var document = document(root);
                documents.put(document.path("sku").asText(), document);
            }
            left = left.behind(keys.getLast());
        }
        return documents;
    }

    private static List<RootKey> page(Connection snapshot, Plan plan, KeyRange range) throws SQLException {
        return RootKeys.page(snapshot, plan, range, RootReader.KEYS_MAX);
    }

    private static JsonNode document(Extracted root) {
        return switch (root) {
            case Extracted.Present it -> json(PlainJson.of(it.body()));
            case Extracted.Absent it -> throw new IllegalStateException("There is no product " + it.key());
            case Extracted.Refused it ->
                throw new IllegalStateException("The product " + it.key() + " cannot become a document: " + it.cause());
        };
    }

    private static JsonNode json(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text() {
        try (var stream = MappedProducts.class.getResourceAsStream(MAPPING)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + MAPPING + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
