package polystore.transformers.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;

/// JSON values as BSON, with exact numbers: integers as int32 or int64, others as Decimal128.
final class JsonValues {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int DEPTH_MAX = 90;

    private JsonValues() {}

    static void write(byte[] name, byte[] json, int from, int length, BsonBytes out) {
        try (var parser = FACTORY.createParser(json, from, length)) {
            parser.nextToken();
            value(name, parser, out, 0);
        } catch (IOException e) {
            throw new RefusedValueException("", "is JSON that cannot be read: " + e.getMessage());
        }
    }

    private static void value(byte[] name, JsonParser json, BsonBytes out, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new RefusedValueException("", "is JSON nested deeper than " + DEPTH_MAX + " levels");
        }
        switch (json.currentToken()) {
            case START_OBJECT -> object(name, json, out, depth);
            case START_ARRAY -> array(name, json, out, depth);
            case VALUE_STRING -> out.text(name, json.getText());
            case VALUE_NUMBER_INT -> integer(name, json.getBigIntegerValue(), out);
            case VALUE_NUMBER_FLOAT -> out.decimal(name, Decimals.exact(json.getDecimalValue()));
            case VALUE_TRUE -> out.bool(name, true);
            case VALUE_FALSE -> out.bool(name, false);
            case VALUE_NULL -> out.nullValue(name);
            default -> throw new RefusedValueException("", "is JSON with a " + json.currentToken());
        }
    }

    private static void integer(byte[] name, BigInteger value, BsonBytes out) {
        if (value.bitLength() < Integer.SIZE) {
            out.int32(name, value.intValue());
        } else if (value.bitLength() < Long.SIZE) {
            out.int64(name, value.longValue());
        } else {
            out.decimal(name, Decimals.exact(new java.math.BigDecimal(value)));
        }
    }

    /// Refuses a repeated key, which json (not jsonb) allows: readers of the document would see different values.
    private static void object(byte[] name, JsonParser json, BsonBytes out, int depth) throws IOException {
        var start = out.beginDocument(name);
        var seen = new java.util.HashSet<String>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var key = FieldNames.require(json.currentName());
            if (!seen.add(key)) {
                throw new RefusedValueException(
                        key, "is a key that occurs twice in one JSON object: write the column as: text");
            }
            json.nextToken();
            try {
                value(BsonBytes.name(key), json, out, depth + 1);
            } catch (RefusedValueException e) {
                throw e.inside(key);
            }
        }
        out.end(start);
    }

    private static void array(byte[] name, JsonParser json, BsonBytes out, int depth) throws IOException {
        var start = out.beginArray(name);
        for (var i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            value(BsonBytes.index(i), json, out, depth + 1);
        }
        out.end(start);
    }
}
