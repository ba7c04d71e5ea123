package polystore.orders.documents;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The JSON of mappings, and of documents beside their rows.
final class TransformersJson {

    private TransformersJson() {}

    /// @param topic that the documents are published to
    /// @param published documents that Kafka acknowledged since the start of this instance, repetitions included
    /// @param refused documents that could not be made or published since then
    /// @param newest the newest orders, newest first
    record MappingJson(
            String mapping, int version, String root, String topic, long published, long refused, List<UUID> newest) {}

    record MappingsJson(List<MappingJson> items) {}

    /// @param rows objects, the names of the columns with their values
    record RowsJson(
            String table,

            @JsonRawValue @Schema(implementation = Object[].class)
            String rows) {}

    /// @param mappingVersion of the mapping that made the document
    /// @param document as it is computed now; null if it cannot be made
    /// @param refused why it cannot be made; null if it can
    record DocumentBesideRowsJson(
            UUID orderId,
            int mappingVersion,

            @JsonRawValue @Schema(implementation = Object.class) @Nullable
            String document,

            @Nullable String refused,
            List<RowsJson> tables) {

        static DocumentBesideRowsJson of(PostgresOrderDocuments.BesideRows it) {
            return new DocumentBesideRowsJson(
                    it.order(),
                    PostgresOrdersMapping.version(),
                    it.document(),
                    it.refused(),
                    it.tables().stream()
                            .map(table -> new RowsJson(table.table(), table.rows()))
                            .toList());
        }
    }
}
