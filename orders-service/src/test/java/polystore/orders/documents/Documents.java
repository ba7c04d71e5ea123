package polystore.orders.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import polystore.contracts.ContractJson;
import polystore.contracts.Mark;
import polystore.contracts.orders.OrderDocument;
import polystore.transformers.extract.Extracted;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.PlainJson;

/// Lets tests of other packages recompute a document: by the hand-written reader and by the mapping, whose bytes
/// have to be equal.
public final class Documents {

    private static final long TICKET = 1;

    private Documents() {}

    public static List<OrderDocument> of(List<UUID> orders, Connection snapshot) throws SQLException {
        var read = OrderRowsToDocument.read(snapshot, orders, new Mark(TICKET, OrderRowsToDocument.MAPPING));
        assertThat(mapped(orders, snapshot))
                .containsExactlyInAnyOrderElementsOf(read.stream()
                        .map(ContractJson::encode)
                        .map(Documents::text)
                        .toList());
        return read;
    }

    private static List<String> mapped(List<UUID> orders, Connection snapshot) throws SQLException {
        var plan = PostgresOrdersMapping.plan(snapshot);
        return PostgresOrdersMapping.extract(plan, snapshot, orders).stream()
                .filter(it -> !(it instanceof Extracted.Absent))
                .map(it -> switch (it) {
                    case Extracted.Present present ->
                        text(PlainJson.of(
                                new DocumentWrite.Put(
                                        present.id(), TICKET, plan.mapping().version(), present.body()),
                                "orderId"));
                    case Extracted.Absent absent -> absent.toString();
                    case Extracted.Refused refused -> refused.toString();
                })
                .toList();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
