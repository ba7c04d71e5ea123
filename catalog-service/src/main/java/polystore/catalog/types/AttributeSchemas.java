package polystore.catalog.types;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.path.PathType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import polystore.catalog.text.PlainText;

/// Checks attributes against the JSON Schema (2020-12) of their product type.
///
/// A schema may refer to its own parts only, because the service would fetch a `$ref` to another address.
@ApplicationScoped
public class AttributeSchemas {

    /// Limits the compiled schemas in memory, some 100 KB each.
    private static final long COMPILED_MAX = 100;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .build();

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(CONFIG).schemaLoader(loader -> loader.block(address -> true)));

    private final Schema metaSchema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(CONFIG))
            .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

    private final Cache<String, Schema> compiled =
            Caffeine.newBuilder().maximumSize(COMPILED_MAX).build();

    /// The faults of `schema` as a JSON Schema of attributes; empty for a valid one.
    public List<AttributeFault> faultsOf(JsonNode schema) {
        if (!schema.isObject()) {
            return List.of(new AttributeFault("", "must be a JSON Schema, an object"));
        }
        if (!PlainText.isPlain(schema.toString())) {
            return List.of(new AttributeFault("", "has an unpaired surrogate: remove it"));
        }
        var faults = faults(metaSchema.validate(schema));
        return faults.isEmpty() ? compileFaults(schema) : faults;
    }

    /// The faults of `attributes` against the schema of `type`; empty when they are valid.
    public List<AttributeFault> check(ProductType type, Map<String, ?> attributes) {
        return faults(compiled.get(type.schema(), this::compile).validate(JSON.<JsonNode>valueToTree(attributes)));
    }

    private List<AttributeFault> compileFaults(JsonNode schema) {
        try {
            compile(schema.toString()).validate(JSON.createObjectNode());
            return List.of();
        } catch (RuntimeException e) {
            // The library has no common type for an unresolved $ref, another address and an invalid pattern.
            return List.of(new AttributeFault("", "cannot be used: " + e.getMessage()));
        }
    }

    private Schema compile(String schema) {
        try {
            var compiledSchema = schemas.getSchema(JSON.readTree(schema));
            compiledSchema.initializeValidators();
            return compiledSchema;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored schema is not JSON", e);
        }
    }

    private static List<AttributeFault> faults(List<Error> errors) {
        return errors.stream()
                .map(AttributeSchemas::fault)
                .distinct()
                .sorted(Comparator.comparing(AttributeFault::path).thenComparing(AttributeFault::detail))
                .toList();
    }

    private static AttributeFault fault(Error error) {
        var at = error.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        var property = error.getProperty();
        var path = property == null ? at : at.isEmpty() ? property : at + "." + property;
        return new AttributeFault(path, error.getMessage());
    }
}
