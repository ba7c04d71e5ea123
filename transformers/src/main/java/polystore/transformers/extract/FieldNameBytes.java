package polystore.transformers.extract;

import java.util.HashMap;
import java.util.Map;
import polystore.transformers.value.BsonBytes;

/// The encoded names of all fields, computed once.
final class FieldNameBytes {

    private final Map<String, byte[]> names = new HashMap<>();

    byte[] of(String name) {
        return names.computeIfAbsent(name, BsonBytes::name);
    }
}
