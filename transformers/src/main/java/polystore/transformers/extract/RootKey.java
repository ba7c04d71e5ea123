package polystore.transformers.extract;

import java.util.List;

/// The key of a root: its columns as text, as PostgreSQL prints them, in the order of the key.
public record RootKey(List<String> parts) {
    public RootKey {
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        return String.join(",", parts);
    }
}
