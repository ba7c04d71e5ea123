package polystore.orders.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import polystore.contracts.ContractJson;
import polystore.contracts.Mark;
import polystore.contracts.orders.OrderDocument;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.StreamQuery;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.PlainJson;
import polystore.transformers.value.BsonEncoder;
import polystore.transformers.value.InstantForm;

/// Computes documents for tests of other packages: by the mapping, as the service does, and by [OrderRowsToDocument],
/// which is independent of it. Both must be equal as published and as analytics stores them.
public final class Documents {

    private static final long TICKET = 1;

    /// Encodes documents as analytics does.
    private static final BsonEncoder ENCODER = new BsonEncoder(InstantForm.DATE);

    private Documents() {}

    public static List<OrderDocument> of(List<UUID> orders, Connection snapshot) throws SQLException {
        var mark = new Mark(TICKET, PostgresOrdersMapping.version());
        var read = OrderRowsToDocument.read(snapshot, orders, mark);
        assertThat(mapped(orders, snapshot))
                .containsExactlyInAnyOrderElementsOf(
                        read.stream().map(Documents::shown).toList());
        return read;
    }

    /// The queries by which the service reads these orders, by name.
    public static Map<String, String> queries(List<UUID> orders, Connection connection) throws SQLException {
        var plan = PostgresOrdersMapping.plan(connection);
        var keys =
                orders.stream().map(it -> new RootKey(List.of(it.toString()))).toList();
        var queries = new TreeMap<String, String>();
        for (var stream : plan.streams()) {
            var place = stream.isRoot() ? plan.mapping().name() : stream.place();
            queries.put("PostgresOrdersMapping." + place, StreamQuery.of(plan, stream, keys));
        }
        return queries;
    }

    private static List<String> mapped(List<UUID> orders, Connection snapshot) throws SQLException {
        var plan = PostgresOrdersMapping.plan(snapshot);
        return PostgresOrdersMapping.extract(plan, snapshot, orders).stream()
                .filter(it -> !(it instanceof Extracted.Absent))
                .map(it -> it instanceof Extracted.Present present ? shown(present) : it.toString())
                .toList();
    }

    private static String shown(Extracted.Present present) {
        var put = new DocumentWrite.Put(present.id(), TICKET, PostgresOrdersMapping.version(), present.body());
        return text(PlainJson.of(put, "orderId")) + HexFormat.of().formatHex(bytes(present.body()));
    }

    private static String shown(OrderDocument document) {
        var stored = ENCODER.encode(document);
        stored.remove("mark");
        stored.remove("orderId");
        var bytes = bytes(new RawBsonDocument(stored, new BsonDocumentCodec()));
        return text(ContractJson.encode(document)) + HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(RawBsonDocument document) {
        var bytes = new byte[document.getByteBuffer().remaining()];
        document.getByteBuffer().get(bytes);
        return bytes;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
