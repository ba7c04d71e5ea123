package polystore.analytics.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// Converts a stored document to plain values for JSON: decimals and ids as text, `_id` as `orderId`. Converts
/// every field, so that fields of a newer mapping are included.
public final class OrderDocumentTree {

    private OrderDocumentTree() {}

    public static Map<String, Object> of(BsonDocument stored) {
        var tree = new LinkedHashMap<String, Object>();
        stored.forEach((name, value) -> tree.put(name.equals("_id") ? "orderId" : name, plain(value)));
        return tree;
    }

    private static Object plain(BsonValue value) {
        return switch (value.getBsonType()) {
            case DOCUMENT -> document(value.asDocument());
            case ARRAY -> array(value.asArray());
            case STRING -> value.asString().getValue();
            case INT32 -> value.asInt32().getValue();
            case INT64 -> value.asInt64().getValue();
            case DOUBLE -> value.asDouble().getValue();
            case BOOLEAN -> value.asBoolean().getValue();
            case DECIMAL128 -> value.asDecimal128().getValue().bigDecimalValue().toPlainString();
            case DATE_TIME ->
                Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
            case BINARY -> value.asBinary().asUuid().toString();
            default -> value.toString();
        };
    }

    private static Map<String, Object> document(BsonDocument document) {
        var tree = new LinkedHashMap<String, Object>();
        document.forEach((name, value) -> tree.put(name, plain(value)));
        return tree;
    }

    private static List<Object> array(List<BsonValue> values) {
        var tree = new ArrayList<Object>(values.size());
        values.forEach(value -> tree.add(plain(value)));
        return tree;
    }
}
