package polystore.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The golden files and the schemas, as they lie in the resources.
final class Golden {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Golden() {}

    /// Every golden file ever published; `<Type>.v1.json` and `<Type>.v1.<what is special>.json`.
    static List<String> files() {
        try (var files = Files.list(resource("/golden"))) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> schemaFiles() {
        try (var files = Files.list(resource("/schemas"))) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String type(String file) {
        return file.substring(0, file.indexOf('.'));
    }

    static String text(String path) {
        try {
            return Files.readString(resource(path)).stripTrailing();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException e) {
            throw new IllegalStateException(path + " is not JSON", e);
        }
    }

    static List<Error> faults(String type, JsonNode instance) {
        return faults(json("/schemas/" + type + ".v1.json"), instance);
    }

    static List<Error> faults(JsonNode schema, JsonNode instance) {
        return SCHEMAS.getSchema(schema).validate(instance);
    }

    private static Path resource(String path) {
        try {
            return Path.of(
                    Objects.requireNonNull(Golden.class.getResource(path), path).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
