package polystore.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/// Encodes contract records as JSON and decodes them: times are UTC in ISO-8601, null fields are omitted.
///
/// Decoding ignores unknown fields, because changes are additive and older readers receive records of newer
/// writers. It refuses a missing or null component that is not `@Nullable`; otherwise, for example, a payment
/// without its time would be ignored.
public final class ContractJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new RequiredComponents(), new JacksonAnnotationIntrospector()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // 2.5 units would become 2.
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private ContractJson() {}

    public static byte[] encode(Object contract) {
        try {
            return MAPPER.writeValueAsBytes(contract);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a contract record could not be written as JSON: " + contract.getClass(), e);
        }
    }

    /// @throws IllegalArgumentException with the missing or invalid field when the bytes are not this contract
    public static <T> T decode(byte[] json, Class<T> contract) {
        try {
            return MAPPER.readValue(json, contract);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a " + contract.getSimpleName() + ": " + e.getOriginalMessage() + at(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + contract.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static String at(JsonProcessingException e) {
        return (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty())
                ? " (at "
                        + mapping.getPath().stream()
                                .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : it.getFieldName())
                                .collect(Collectors.joining("."))
                        + ")"
                : "";
    }
}
