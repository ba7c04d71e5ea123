package polystore.command.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// An event as JSON for programs: one object with all parts of the record.
///
/// `body` is the body when it is JSON, and null for a deletion; a body that is not JSON is in `bodyBase64` instead.
/// Keys and headers that are not UTF-8 are texts that begin with `base64:`.
final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            // 1.50 stays 1.50.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EventJson() {}

    static String of(ConsumerRecord<byte[], byte[]> event) {
        var json = JSON.createObjectNode();
        json.put("topic", event.topic());
        json.put("partition", event.partition());
        json.put("offset", event.offset());
        json.put("timestamp", Instant.ofEpochMilli(event.timestamp()).toString());
        json.put("key", event.key() == null ? null : Bytes.text(event.key()));
        var headers = json.putObject("headers");
        for (var header : event.headers()) {
            headers.put(header.key(), header.value() == null ? null : Bytes.text(header.value()));
        }
        body(json, event.value());
        return json.toString();
    }

    private static void body(ObjectNode json, byte @Nullable [] value) {
        if (value == null) {
            json.putNull("body");
            return;
        }
        try {
            JsonNode body = JSON.readTree(value);
            json.set("body", body);
        } catch (IOException e) {
            json.put("bodyBase64", value);
        }
    }
}
