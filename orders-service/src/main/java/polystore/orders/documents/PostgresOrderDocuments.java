package polystore.orders.documents;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;
import polystore.platform.persistence.SqlFaults;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.PlainJson;
import polystore.transformers.turnstile.Ticketed;
import polystore.transformers.turnstile.Turnstile;

/// Computes the documents of orders by the mapping `orders`, each batch in one snapshot. An order that cannot be
/// converted does not affect the others.
@ApplicationScoped
public class PostgresOrderDocuments {

    private final DataSource database;
    private final Turnstile turnstile;
    private @Nullable Plan plan;

    public PostgresOrderDocuments(AgroalDataSource database) {
        var tickets = PostgresOrdersMapping.tickets();
        this.database = database;
        this.turnstile = new Turnstile(database, tickets.sequence(), tickets.lock());
    }

    /// @param puts documents by order, each with the ticket of its snapshot; orders that do not exist are missing
    /// @param refused the cause for each order that could not be converted
    record Computed(Map<UUID, DocumentWrite.Put> puts, Map<UUID, String> refused) {}

    /// @param changedXids transactions that the snapshots must include
    /// @throws SQLException when the database is unavailable: the call may be repeated
    Computed compute(List<UUID> orders, long[] changedXids) throws SQLException {
        var computed = new Computed(new LinkedHashMap<>(), new LinkedHashMap<>());
        try {
            var planned = plan();
            for (var from = 0; from < orders.size(); from += RootReader.KEYS_MAX) {
                var batch = orders.subList(from, Math.min(orders.size(), from + RootReader.KEYS_MAX));
                compute(planned, batch, changedXids, computed);
            }
        } catch (IllegalArgumentException mappingDoesNotFit) {
            orders.forEach(it -> computed.refused().put(it, String.valueOf(mappingDoesNotFit.getMessage())));
        }
        return computed;
    }

    /// A document and the rows that make it.
    ///
    /// @param document as published, in JSON; null if it cannot be made
    /// @param refused why it cannot be made; null if it can
    record BesideRows(
            UUID order, @Nullable String document, @Nullable String refused, List<PostgresOrderRows.Rows> tables) {}

    /// Empty when there is no such order. It draws no ticket, so the document must not be stored.
    Optional<BesideRows> besideRows(UUID order) throws SQLException {
        var planned = plan();
        try (var snapshot = database.getConnection()) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            try {
                var extracted = PostgresOrdersMapping.extract(planned, snapshot, List.of(order))
                        .getFirst();
                return besideRows(snapshot, order, extracted);
            } finally {
                snapshot.rollback();
            }
        }
    }

    private Optional<BesideRows> besideRows(Connection snapshot, UUID order, Extracted extracted) throws SQLException {
        return switch (extracted) {
            case Extracted.Absent _ -> Optional.empty();
            case Extracted.Refused it ->
                Optional.of(new BesideRows(order, null, it.cause(), PostgresOrderRows.of(snapshot, order)));
            case Extracted.Present it -> {
                var put = new DocumentWrite.Put(it.id(), 0, PostgresOrdersMapping.version(), it.body());
                var document = new String(PlainJson.of(put, "orderId"), StandardCharsets.UTF_8);
                yield Optional.of(new BesideRows(order, document, null, PostgresOrderRows.of(snapshot, order)));
            }
        };
    }

    /// The engine reports an order that it cannot convert; a statement that fails concerns all orders, such as one
    /// with a column that no longer exists.
    private void compute(Plan planned, List<UUID> orders, long[] changedXids, Computed computed) throws SQLException {
        try {
            add(turnstile.read(changedXids, it -> PostgresOrdersMapping.extract(planned, it, orders)), computed);
        } catch (SQLException e) {
            if (SqlFaults.isUnavailable(e)) {
                throw e;
            }
            orders.forEach(it -> computed.refused().put(it, SqlFaults.reason(e)));
        }
    }

    private static void add(Ticketed<List<Extracted>> read, Computed computed) {
        for (var extracted : read.value()) {
            switch (extracted) {
                case Extracted.Present it ->
                    computed.puts()
                            .put(
                                    it.id().asBinary().asUuid(UuidRepresentation.STANDARD),
                                    new DocumentWrite.Put(
                                            it.id(), read.ticket(), PostgresOrdersMapping.version(), it.body()));
                case Extracted.Refused it -> computed.refused().put(order(it), it.cause());
                case Extracted.Absent _ -> {}
            }
        }
    }

    private static UUID order(Extracted extracted) {
        return UUID.fromString(extracted.key().parts().getFirst());
    }

    private synchronized Plan plan() throws SQLException {
        if (plan == null) {
            try (var connection = database.getConnection()) {
                plan = PostgresOrdersMapping.plan(connection);
            }
        }
        return plan;
    }
}
