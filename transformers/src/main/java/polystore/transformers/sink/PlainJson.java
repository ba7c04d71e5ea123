package polystore.transformers.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;

/// A document as JSON for readers without BSON: times in ISO 8601, decimals and ids as strings, the mark first.
public final class PlainJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private PlainJson() {}

    /// `{"_m":{"v":…,"m":…},"<idName>":…, …}` in UTF-8.
    public static byte[] of(DocumentWrite.Put put, String idName) {
        var bytes = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_m");
            json.writeNumberField("v", put.ticket());
            json.writeNumberField("m", put.mapping());
            json.writeEndObject();
            json.writeFieldName(idName);
            value(json, put.id());
            fields(json, put.body());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A document as it is, in UTF-8.
    public static byte[] of(BsonDocument document) {
        var bytes = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(bytes)) {
            value(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A value as text: a string as it is, others as in JSON.
    public static String text(BsonValue value) {
        if (value.isString()) {
            return value.asString().getValue();
        }
        var bytes = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(bytes)) {
            value(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var text = bytes.toString(StandardCharsets.UTF_8);
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static void fields(JsonGenerator json, BsonDocument document) throws IOException {
        for (var field : document.entrySet()) {
            json.writeFieldName(field.getKey());
            value(json, field.getValue());
        }
    }

    private static void value(JsonGenerator json, BsonValue value) throws IOException {
        switch (value.getBsonType()) {
            case DOCUMENT -> {
                json.writeStartObject();
                fields(json, value.asDocument());
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (var element : value.asArray()) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            case NULL -> json.writeNull();
            case BOOLEAN -> json.writeBoolean(value.asBoolean().getValue());
            case INT32 -> json.writeNumber(value.asInt32().getValue());
            case INT64 -> json.writeNumber(value.asInt64().getValue());
            case DOUBLE -> json.writeNumber(value.asDouble().getValue());
            default -> json.writeString(quoted(value));
        }
    }

    private static String quoted(BsonValue value) {
        return switch (value.getBsonType()) {
            case STRING -> value.asString().getValue();
            case DECIMAL128 -> value.asDecimal128().getValue().bigDecimalValue().toPlainString();
            case DATE_TIME ->
                Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
            case BINARY -> binary(value.asBinary());
            default -> throw new IllegalArgumentException("no mapping makes a " + value.getBsonType());
        };
    }

    private static String binary(BsonBinary value) {
        return value.getType() == BsonBinarySubType.UUID_STANDARD.getValue()
                ? value.asUuid(UuidRepresentation.STANDARD).toString()
                : java.util.Base64.getEncoder().encodeToString(value.getData());
    }
}
