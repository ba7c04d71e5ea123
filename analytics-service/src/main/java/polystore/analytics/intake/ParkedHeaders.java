package polystore.analytics.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// Record headers as JSON in their order, with their exact bytes: `[{"name":"ce_id","value":"<base64>"}]`. Rows of
/// the first version have `{"ce_id":"text"}`.
final class ParkedHeaders {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ParkedHeaders() {}

    static String write(List<Header> headers) {
        var array = JSON.createArrayNode();
        for (var header : headers) {
            // jsonb cannot store a zero character.
            array.addObject().put("name", header.key().replace('\0', '\uFFFD')).put("value", header.value());
        }
        try {
            return JSON.writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers could not be written as JSON", e);
        }
    }

    static List<Header> read(String json) {
        try {
            var tree = JSON.readTree(json);
            return tree.isObject() ? ofFirstVersion(tree) : ofNow(tree);
        } catch (IOException e) {
            throw new IllegalStateException("parked headers are not JSON: " + json, e);
        }
    }

    private static List<Header> ofNow(JsonNode tree) throws IOException {
        var headers = new ArrayList<Header>();
        for (var header : tree) {
            headers.add(new RecordHeader(
                    header.get("name").asText(), header.get("value").binaryValue()));
        }
        return headers;
    }

    private static List<Header> ofFirstVersion(JsonNode tree) {
        var headers = new ArrayList<Header>();
        tree.properties()
                .forEach(it -> headers.add(
                        new RecordHeader(it.getKey(), it.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        return headers;
    }
}
