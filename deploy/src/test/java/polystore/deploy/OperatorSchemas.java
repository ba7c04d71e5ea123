package polystore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/// JSON Schemas of the operators' kinds, made of the CustomResourceDefinitions in the folder that `CRDS` names.
///
/// The API server drops fields that such a schema does not have; with strict validation it refuses them. So every
/// object with listed properties is closed here.
final class OperatorSchemas {
    private OperatorSchemas() {}

    /// Writes them into a folder.
    ///
    /// @return where they are, as kubeconform's `-schema-location` wants it
    static String in(Path folder) throws IOException {
        var place = System.getenv("CRDS");
        Assumptions.assumeTrue(
                place != null, "CRDS does not name a folder with the operators' CustomResourceDefinitions");
        try (var files = Files.walk(Path.of(place))) {
            for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                for (var definition : Manifests.parsed(Checkout.text(file)).objects()) {
                    write(definition, folder);
                }
            }
        }
        return folder + "/{{.ResourceKind}}_{{.Group}}_{{.ResourceAPIVersion}}.json";
    }

    private static void write(JsonNode definition, Path folder) throws IOException {
        var kind = definition.at("/spec/names/kind").asText().toLowerCase(Locale.ROOT);
        var group = definition.at("/spec/group").asText();
        for (var version : definition.at("/spec/versions")) {
            var schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
            close(schema);
            ((ObjectNode) schema.path("properties")).putObject("metadata").put("type", "object");
            var name = kind + "_" + group + "_" + version.path("name").asText() + ".json";
            Files.writeString(folder.resolve(name), schema.toString());
        }
    }

    private static void close(JsonNode schema) {
        var open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema.path("properties").isObject() && !schema.has("additionalProperties") && !open) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(OperatorSchemas::close);
    }
}
