package polystore.catalog.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Content;
import polystore.platform.http.Problem;
import polystore.platform.rest.Bodies;

/// Applies a JSON merge patch to a product: fields that are named are replaced, null removes. Source: RFC 7396.
@ApplicationScoped
class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Bodies bodies;

    MergePatch(ObjectMapper json, Bodies bodies) {
        this.json = json;
        this.bodies = bodies;
    }

    /// @throws polystore.platform.http.ProblemException 400 for a body that is no patch, and for a patched product
    /// that is not valid
    ProductBodyJson apply(Content current, byte[] body) {
        var patch = parse(body);
        var target = json.<ObjectNode>valueToTree(ProductBodies.toBody(current));
        keepPricesInStep(target, patch);
        try {
            return bodies.read(json.writeValueAsBytes(merge(target, patch)), ProductBodyJson.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a patched product could not be written as JSON", e);
        }
    }

    private ObjectNode parse(byte[] body) {
        try {
            if (json.readTree(body) instanceof ObjectNode patch) {
                return patch;
            }
        } catch (IOException e) {
            throw Bodies.problem(e).asException();
        }
        throw Problem.badRequest("Send a JSON object with the fields to change.")
                .asException();
    }

    /// `price` is the first of `prices`; a patch of one of them must change the other too.
    private static void keepPricesInStep(ObjectNode target, ObjectNode patch) {
        if (patch.has("prices") && !patch.has("price")) {
            target.remove("price");
        }
        if (patch.has("price") && !patch.has("prices") && target.get("prices") instanceof ArrayNode prices) {
            var currency = patch.at("/price/currency")
                    .asText(target.at("/price/currency").asText());
            prices.removeIf(price -> price.path("currency").asText().equals(currency));
        }
    }

    private static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var merged = target instanceof ObjectNode object ? object : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merge(merged.get(change.getKey()), change.getValue()));
            }
        });
        return merged;
    }
}
