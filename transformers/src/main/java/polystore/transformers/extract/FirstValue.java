package polystore.transformers.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// Reads the first value of an encoded document without a decoder for the document: once for each root, to get its
/// `_id`.
final class FirstValue {

    private FirstValue() {}

    /// @return empty when the document has no element
    static Optional<BsonValue> of(byte[] document) {
        var type = document[Integer.BYTES];
        if (type == 0) {
            return Optional.empty();
        }
        var at = Integer.BYTES + 1;
        while (document[at++] != 0) {}
        var value = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN).position(at);
        return Optional.of(
                switch (BsonType.findByValue(type)) {
                    case INT32 -> new BsonInt32(value.getInt());
                    case INT64 -> new BsonInt64(value.getLong());
                    case STRING -> string(document, at + Integer.BYTES, value.getInt() - 1);
                    default -> new RawBsonDocument(document).values().iterator().next();
                });
    }

    private static BsonString string(byte[] document, int from, int length) {
        return new BsonString(new String(document, from, length, StandardCharsets.UTF_8));
    }
}
