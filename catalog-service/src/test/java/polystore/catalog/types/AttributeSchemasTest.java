package polystore.catalog.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.catalog.text.LocalizedText;

class AttributeSchemasTest {

    private static final String SCHEMA = """
            {"type":"object","required":["color"],"additionalProperties":false,"properties":{
              "color":{"type":"string"},"size":{"type":"integer"},"weight":{"type":"number","minimum":0},
              "sole":{"type":"object","properties":{"height":{"type":"integer"}}}}}""";

    private final AttributeSchemas schemas = new AttributeSchemas();

    @Test
    void acceptsValidAttributes() {
        assertThat(check(Map.of("color", "red", "size", 42, "weight", new BigDecimal("0.35"))))
                .isEmpty();
    }

    @Test
    void namesEachFaultByItsPath() {
        assertThat(check(Map.of("size", "x", "other", 1, "sole", Map.of("height", "y"))))
                .containsExactly("color", "other", "size", "sole.height");
    }

    @Test
    void refusesInvalidSchemas() throws JsonProcessingException {
        assertThat(faults("[]")).isNotEmpty();
        assertThat(faults("{\"type\":\"nonsense\"}")).isNotEmpty();
        assertThat(faults("{\"properties\":{\"a\":{\"$ref\":\"#/nowhere\"}}}")).isNotEmpty();
        assertThat(faults(SCHEMA)).isEmpty();
        assertThat(faults("{}")).isEmpty();
    }

    @Test
    void acceptsASchemaThatNamesItsDialect() throws JsonProcessingException {
        assertThat(faults("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\"}"))
                .isEmpty();
    }

    @Test
    void neverFetchesAForeignSchema() throws JsonProcessingException {
        assertThat(faults("{\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/x\"}}}"))
                .singleElement()
                .extracting(AttributeFault::detail)
                .asString()
                .contains("not allowed");
    }

    private List<String> check(Map<String, Object> attributes) {
        var type = new ProductType("shoe", 1, LocalizedText.of("Shoe"), SCHEMA, List.of(), List.of());
        return schemas.check(type, attributes).stream()
                .map(AttributeFault::path)
                .toList();
    }

    private List<AttributeFault> faults(String schema) throws JsonProcessingException {
        return schemas.faultsOf(JsonMapper.builder().build().readTree(schema));
    }
}
