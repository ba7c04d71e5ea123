package polystore.gateway.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.gateway.proxy.UpstreamClient;
import polystore.gateway.proxy.UpstreamClient.Request;
import polystore.gateway.routing.Service;

/// The OpenAPI document of all services: merged from theirs on request, and cached for a short time.
///
/// Of a service that is unavailable it has the part last fetched; if there is none, `x-unavailable` names the service.
@Singleton
class OpenApiDocument {

    private static final Logger LOG = Logger.getLogger(OpenApiDocument.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long CACHED_MS = 30_000;
    private static final long CACHED_INCOMPLETE_MS = 1_000;
    private static final Map<String, String> COMMON =
            Map.of("400", "Invalid", "401", "Unauthorized", "429", "TooMany", "503", "Unavailable", "504", "Timeout");

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new YAMLMapper(YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());
    private final UpstreamClient client;
    private final Vertx vertx;
    /// Used by one worker thread at a time, so that no event loop ever waits for its lock.
    private final Map<Service, JsonNode> seen = Collections.synchronizedMap(new EnumMap<>(Service.class));

    private @Nullable Future<Rendered> current;
    private volatile long cachedUntilMs;

    public OpenApiDocument(UpstreamClient client, Vertx vertx) {
        this.client = client;
        this.vertx = vertx;
    }

    /// Both forms of the document.
    record Rendered(Buffer json, Buffer yaml) {}

    synchronized Future<Rendered> rendered() {
        var known = current;
        if (known != null && (!known.isComplete() || System.currentTimeMillis() < cachedUntilMs)) {
            return known;
        }
        cachedUntilMs = 0;
        // Parsing and writing takes tens of milliseconds, too long for an event loop.
        var fresh = fetch().compose(documents -> vertx.executeBlocking(() -> render(documents)))
                .<Rendered>map(Objects::requireNonNull);
        current = fresh;
        return fresh;
    }

    private Future<Map<Service, Buffer>> fetch() {
        var services = Arrays.asList(Service.values());
        var asked = new ArrayList<Future<UpstreamClient.Response>>();
        services.forEach(service -> asked.add(client.send(
                Request.get(service, "/q/openapi?format=json", Map.of("Accept", "application/json"), TIMEOUT))));
        return Future.join(List.copyOf(asked)).transform(all -> {
            var documents = new EnumMap<Service, Buffer>(Service.class);
            for (int i = 0; i < asked.size(); i++) {
                if (asked.get(i).succeeded() && asked.get(i).result().status() == 200) {
                    documents.put(services.get(i), asked.get(i).result().body());
                }
            }
            return Future.succeededFuture(documents);
        });
    }

    private Rendered render(Map<Service, Buffer> documents) throws IOException {
        documents.forEach(this::remember);
        var complete = documents.size() == Service.values().length;
        cachedUntilMs = System.currentTimeMillis() + (complete ? CACHED_MS : CACHED_INCOMPLETE_MS);
        var document = merge();
        return new Rendered(
                Buffer.buffer(json.writeValueAsBytes(document)), Buffer.buffer(yaml.writeValueAsBytes(document)));
    }

    private void remember(Service service, Buffer text) {
        try {
            seen.put(service, json.readTree(text.getBytes()));
        } catch (IOException e) {
            LOG.errorf("The OpenAPI document of %s is not JSON: %s", service.label(), e.getMessage());
        }
    }

    private ObjectNode merge() {
        var merge = new OpenApiMerge("Polystore", "1");
        Map.copyOf(seen).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(part -> merge.add(part.getKey().label(), part.getValue()));
        var document = merge.add("gateway", own()).withCommonResponses(COMMON).document();
        var missing = Arrays.stream(Service.values())
                .filter(service -> !seen.containsKey(service))
                .map(Service::label)
                .toList();
        if (!missing.isEmpty()) {
            document.set("x-unavailable", json.valueToTree(missing));
        }
        return document;
    }

    private JsonNode own() {
        try (var text = OpenApiDocument.class.getResourceAsStream("gateway.openapi.json")) {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
