package polystore.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One CloudEvents 1.0 event in Kafka's binary mode: attributes are record headers, the body is JSON.
///
/// Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
///
/// @param id UUIDv7, unique per source, by which consumers deduplicate
/// @param type such as `polystore.orders.OrderPlaced`
/// @param source the publishing service, such as `/orders`
/// @param key the record's key: the id of the event's subject
/// @param traceparent W3C trace context of the cause; null for none, and the record then begins a new trace
/// @param body JSON, UTF-8
@SuppressWarnings("ArrayRecordComponent") // identified by id, never compared by body
public record Envelope(
        UUID id,
        String type,
        String source,
        Instant time,
        String key,
        @Nullable String traceparent,
        byte[] body) {

    private static final String SPEC_VERSION = "1.0";
    private static final String SCHEMA_BASE = "https://polystore.dev/schemas/";

    /// The record headers, in a fixed order.
    public Map<String, byte[]> headers() {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put("ce_specversion", utf8(SPEC_VERSION));
        headers.put("ce_id", utf8(id.toString()));
        headers.put("ce_type", utf8(type));
        headers.put("ce_source", utf8(source));
        headers.put("ce_time", utf8(time.toString()));
        headers.put("ce_dataschema", utf8(dataSchema(type)));
        headers.put("content-type", utf8("application/json"));
        if (traceparent != null) {
            headers.put("traceparent", utf8(traceparent));
        }
        return headers;
    }

    /// Reads an event from the headers and body of its record.
    ///
    /// @param header the value of a header by name, null for a missing one
    /// @throws IllegalArgumentException when a required attribute is missing or malformed, or when the body is of
    /// a schema that this version does not know: read as another, it would be misunderstood in silence
    public static Envelope read(String key, Function<String, byte @Nullable []> header, byte[] body) {
        var id = UUID.fromString(required(header, "ce_id"));
        expect(header, "ce_specversion", SPEC_VERSION);
        var type = required(header, "ce_type");
        expect(header, "ce_dataschema", dataSchema(type));
        return new Envelope(
                id,
                type,
                required(header, "ce_source"),
                time(required(header, "ce_time")),
                key,
                optional(header, "traceparent"),
                body);
    }

    /// `polystore.orders.OrderPlaced` has the schema `…/schemas/OrderPlaced.v1.json`.
    public static String dataSchema(String type) {
        return SCHEMA_BASE + type.substring(type.lastIndexOf('.') + 1) + ".v1.json";
    }

    private static void expect(Function<String, byte @Nullable []> header, String name, String known) {
        var value = required(header, name);
        if (!value.equals(known)) {
            throw new IllegalArgumentException(
                    "header " + name + " is " + value + ", but only " + known + " is supported");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("header ce_time is not an ISO-8601 time: " + text, e);
        }
    }

    private static String required(Function<String, byte @Nullable []> header, String name) {
        var value = optional(header, name);
        if (value == null) {
            throw new IllegalArgumentException("not a CloudEvent: header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(Function<String, byte @Nullable []> header, String name) {
        var value = header.apply(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
