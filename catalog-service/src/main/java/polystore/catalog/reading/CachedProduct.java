package polystore.catalog.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;

/// A copy of a product in a cache, with the text that it is kept as.
///
/// @param json written once for all caches; its length is also what the copy weighs
public record CachedProduct(ProductView shown, String json) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public static CachedProduct of(ProductView shown) {
        try {
            return new CachedProduct(shown, MAPPER.writeValueAsString(shown));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a product that cannot be JSON", e);
        }
    }

    /// @return empty for what another version of this service has written, which is as good as no copy
    public static Optional<CachedProduct> read(String json) {
        try {
            return Optional.of(new CachedProduct(MAPPER.readValue(json, ProductView.class), json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public String id() {
        return shown.product().id();
    }
}
