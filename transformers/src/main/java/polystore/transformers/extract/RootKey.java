package polystore.transformers.extract;

import java.util.List;

/// The key of a root as the database writes its columns as text, in the key's order.
public record RootKey(List<String> parts) {
    public RootKey {
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        return String.join(",", parts);
    }
}
