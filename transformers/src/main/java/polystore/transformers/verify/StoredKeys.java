package polystore.transformers.verify;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import polystore.transformers.extract.RootKey;

/// Converts the `_id` of a document back to the key of its root.
final class StoredKeys {

    private StoredKeys() {}

    /// @param parts number of columns of the key
    /// @return empty for an `_id` that no row can have
    static Optional<RootKey> of(BsonValue id, int parts) {
        try {
            var values = parts == 1 ? List.of(id) : id.asDocument().values();
            return values.size() == parts
                    ? Optional.of(
                            new RootKey(values.stream().map(StoredKeys::text).toList()))
                    : Optional.empty();
        } catch (BsonInvalidOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(BsonValue value) {
        return switch (value.getBsonType()) {
            case STRING -> value.asString().getValue();
            case INT32 -> Integer.toString(value.asInt32().getValue());
            case INT64 -> Long.toString(value.asInt64().getValue());
            case DECIMAL128 -> value.asDecimal128().getValue().bigDecimalValue().toPlainString();
            case DOUBLE -> Double.toString(value.asDouble().getValue());
            case BOOLEAN -> Boolean.toString(value.asBoolean().getValue());
            case DATE_TIME ->
                java.time.Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
            case BINARY -> binary(value.asBinary());
            default -> throw new IllegalArgumentException("no key column becomes a " + value.getBsonType());
        };
    }

    private static String binary(org.bson.BsonBinary value) {
        return value.getType() == org.bson.BsonBinarySubType.UUID_STANDARD.getValue()
                ? value.asUuid(UuidRepresentation.STANDARD).toString()
                : "\\x" + HexFormat.of().formatHex(value.getData());
    }
}
