package polystore.catalog.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Optional;

/// A product in the form of the caches.
///
/// @param json the form in Redis; its length is also the weight in the near cache
/// @param readNanos when this process read it from MongoDB or Redis, as [System#nanoTime]
record CachedProduct(ProductView view, String json, long readNanos) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static CachedProduct of(ProductView view) {
        try {
            return new CachedProduct(view, MAPPER.writeValueAsString(view), System.nanoTime());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a product could not be written as JSON", e);
        }
    }

    /// @return empty for JSON of another version of this service, which counts as a miss
    static Optional<CachedProduct> read(String json) {
        try {
            return Optional.of(new CachedProduct(MAPPER.readValue(json, ProductView.class), json, System.nanoTime()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// Copies are equal whenever they were read.
    @Override
    public boolean equals(Object other) {
        return other instanceof CachedProduct it && json.equals(it.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    String id() {
        return view.product().id();
    }

    List<String> skus() {
        return view.product().content().skus();
    }

    Revision revision() {
        return view.revision();
    }
}
