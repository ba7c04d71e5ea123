package polystore.orders.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.file.MappingFile;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;

/// The mapping `orders` from rows to order documents.
final class PostgresOrdersMapping {

    private static final String FILE = "/mappings/orders.yaml";

    private static final MappingFile MAPPING = read();

    private PostgresOrdersMapping() {}

    private static MappingFile read() {
        try (var file = PostgresOrdersMapping.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in this jar");
            }
            return MappingReader.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `./polystore transform` names it.
    static String name() {
        return MAPPING.mapping().name();
    }

    /// The table whose rows have a document each.
    static String root() {
        return MAPPING.mapping().root().name();
    }

    /// Stored with every document as `_m.m`.
    static int version() {
        return MAPPING.mapping().version();
    }

    /// The sequence and the lock for the tickets of this mapping's documents, the same for every program that computes
    /// them.
    static MappingFile.Tickets tickets() {
        return Objects.requireNonNull(MAPPING.tickets(), FILE + " names no tickets");
    }

    /// @throws IllegalArgumentException with the differences between the schema and the mapping
    static Plan plan(Connection connection) throws SQLException {
        return Planner.check(MAPPING.mapping(), PostgresCatalog.read(connection))
                .orThrow("orders");
    }

    /// The result for each order, in the given order.
    static List<Extracted> extract(Plan plan, Connection snapshot, List<UUID> orders) throws SQLException {
        var keys =
                orders.stream().map(it -> new RootKey(List.of(it.toString()))).toList();
        return new RootReader(plan).read(snapshot, keys);
    }
}
